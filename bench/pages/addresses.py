"""Which pages are measured, chosen so that each list is a full page in a shop of any size."""

from collections import Counter

from django.db.models import Count

from shop.catalogue.models import Product

SAMPLE = 1000


def addresses() -> dict[str, str]:
    """Return what is measured in this shop: the lists of what there is most of, and a product of those."""
    products = Product.objects.listed().order_by("pk")
    (brand,) = products.exclude(brand="").values_list("brand").annotate(n=Count("pk")).order_by("-n")[:1]
    paths = Counter(path.split("/")[0] for path in products.values_list("category__path", flat=True)[:SAMPLE])
    shelf, word = paths.most_common(1)[0][0], _word(products.values_list("title", flat=True)[:SAMPLE])
    return {
        "list": "/products/",
        "list by price": "/products/?sort=price",
        "category": f"/products/?category={shelf}",
        "filtered": f"/products/?category={shelf}&stock=1&min=20&sort=price",
        "brand": f"/products/?brand={brand[0]}&stock=1",
        "search": f"/search/?q={word}",
        "product": products.last().get_absolute_url(),
        "home": "/",
    }


def _word(titles: list[str]) -> str:
    """Return the commonest word that is one."""
    words = (word.strip(",.") for title in titles for word in set(title.lower().split()))
    return Counter(word for word in words if word.isalpha() and len(word) > 3).most_common(1)[0][0]
