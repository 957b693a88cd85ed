"""Reading who is like whom: one query, however many products are asked for."""

from collections.abc import Collection

from django.db.models import Q, QuerySet, Sum

from shop.catalogue.models import StockBand
from shop.catalogue.models.product import LISTED
from shop.recommendations.models import Neighbour

# Joined, since SQLite would read every product that is listed to look some up in a subquery.
_LISTED = Q(*((f"other__{field}", value) for field, value in LISTED.children))
_OFFERED = _LISTED & Q(other__stock_band__gt=StockBand.NONE)


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
    near = Neighbour.objects.filter(_OFFERED, build__current=True, product__in=products)
    return near.exclude(other__in=products)
