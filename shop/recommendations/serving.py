"""Reading who is like whom: one query, however many products are asked for."""

from collections.abc import Collection

from django.db.models import QuerySet, Sum

from shop.catalogue.models import Product, StockBand
from shop.recommendations.models import Neighbour


def neighbours(products: Collection[int], most: int) -> list[int]:
    """Return up to `most` products that can be bought now and are like these, best first, none of these.

    For one product they vary as its shelf does. For several, what is like many of them comes first.
    """
    near = _offered(products)
    if len(set(products)) == 1:
        return list(near.order_by("rank").values_list("other", flat=True)[:most])
    merged = near.order_by().values("other").annotate(likeness=Sum("score")).order_by("-likeness", "other")
    return list(merged.values_list("other", flat=True)[:most])


def _offered(products: Collection[int]) -> QuerySet[Neighbour]:
    offered = Product.objects.listed().filter(stock_band__gt=StockBand.NONE).order_by()
    near = Neighbour.objects.filter(build__current=True, product__in=products, other__in=offered)
    return near.exclude(other__in=products)
