"""What a page offers whoever looks to say of products."""

from django.db.models import QuerySet
from django.http import HttpRequest

from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.orders.models import Order, OrderLine
from shop.reviews.entitlement import MayNot, entitled, reviewable_line
from shop.reviews.invitations import unreviewed

MOST = 20


def why_not(product: int, request: HttpRequest) -> MayNot | None:
    """Return why whoever looks may not review the product, or None. Asks nothing for a visitor."""
    try:
        reviewable_line(product, request)
    except MayNot as no:
        return no
    return None


def to_review(user: User) -> QuerySet[Product]:
    """Return what a shopper may review and has not, the newest products first and not too many."""
    bought = unreviewed(OrderLine.objects.filter(order__user=user)).values("variant__product")
    return Product.objects.filter(pk__in=bought).exclude(reviews__author=user).order_by("-pk")[:MOST]


def reviewable_lines(order: Order) -> QuerySet[OrderLine]:
    """Return the lines of an order that can be reviewed, or were, with product and review.

    Of a new order that is none, and nothing is asked.
    """
    if order.state == Order.State.AWAITING_PAYMENT:
        return OrderLine.objects.none()
    return entitled(order.lines.select_related("variant__product", "review"))
