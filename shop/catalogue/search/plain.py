"""Without an index, where SQLite has no FTS5: every word must stand somewhere in a product."""

from collections.abc import Collection, Sequence

from django.db.models import Case, IntegerField, Q, Value, When

from shop.catalogue.models.product import Product
from shop.catalogue.models.variant import Variant
from shop.catalogue.search.documents import Document
from shop.catalogue.search.words import Asked


def write(documents: Sequence[Document]) -> None:
    """Do nothing: what is read is the products themselves."""


def forget(products: Collection[int]) -> None:
    """Do nothing."""


def clear() -> None:
    """Do nothing."""


def best(asked: Asked, cap: int) -> list[int]:
    """Return at most `cap` products that match, those first whose title has all the words."""
    if not asked.words:
        return []
    in_title, found = Q(), Product.objects.published()
    for word in asked.words:
        in_title &= Q(title__icontains=word)
        found = found.filter(_somewhere(word))
    rank = Case(When(in_title, then=0), default=Value(1), output_field=IntegerField())
    return list(found.order_by(rank, "-pk").values_list("pk", flat=True)[:cap])


def near(word: str) -> list[str]:
    """Return nothing: no words are known."""
    return []


def uses(words: Collection[str]) -> dict[str, int]:
    """Return nothing: nothing is counted."""
    return {}


def _somewhere(word: str) -> Q:
    fields = ("title", "brand", "category__name", "description")
    anywhere = Q(pk__in=Variant.objects.filter(sku__icontains=word, archived=False).values("product"))
    for field in fields:
        anywhere |= Q(**{f"{field}__icontains": word})
    return anywhere
