"""Plain search: every word must stand somewhere in a product."""

from django.db.models import Case, IntegerField, Q, Value, When

from shop.catalogue.models import ProductQuerySet, Variant

LENGTH_CAP = 200
WORD_CAP = 8


def asked(query: str) -> str:
    """Return what a visitor typed, tidied: no control characters, no needless blanks, of bearable length."""
    return " ".join("".join(c if c.isprintable() else " " for c in query[:LENGTH_CAP]).split())


def matching(products: ProductQuerySet, query: str) -> ProductQuerySet:
    """Keep products with every word of the query in title, brand, category, description or SKU.

    They get a `rank`: 0 where the title has all the words, else 1. Words beyond the cap are not looked at.
    """
    in_title = Q()
    for word in query.split()[:WORD_CAP]:
        in_title &= Q(title__icontains=word)
        products = products.filter(_somewhere(word))
    return products.annotate(rank=Case(When(in_title, then=0), default=Value(1), output_field=IntegerField()))


def _somewhere(word: str) -> Q:
    fields = ("title", "brand", "category__name", "description")
    anywhere = Q(pk__in=Variant.objects.filter(sku__icontains=word, archived=False).values("product"))
    for field in fields:
        anywhere |= Q(**{f"{field}__icontains": word})
    return anywhere
