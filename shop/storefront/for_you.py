"""What may be for one visitor, going by what they looked at and, once signed in, what they bought."""

from django.http import HttpRequest

from shop.orders.models import OrderLine
from shop.recommendations.serving import neighbours
from shop.storefront.recently_viewed import viewed
from shop.storefront.shelves import ON_A_SHELF

BOUGHT = 12  # the lines that count: tastes change
SPARE = 4  # may sell out before they are shown, or stand on the page already


def for_you(request: HttpRequest) -> list[int]:
    """Return the products to offer this visitor, the best first: none of what is known of them, none unknown.

    A query where something is known, and one more for who is signed in.
    """
    return neighbours({*viewed(request), *_bought(request)}, ON_A_SHELF + SPARE)


def _bought(request: HttpRequest) -> list[int]:
    if not request.user.is_authenticated:
        return []
    lines = OrderLine.objects.filter(order__user=request.user).order_by("-pk")
    return list(lines.values_list("variant__product", flat=True)[:BOUGHT])
