"""The tag by which the page of an order leads to reviews, of which orders themselves know nothing."""

from django import template

from shop.orders.models import Order
from shop.reviews.standing import reviewable_lines

register = template.Library()


@register.inclusion_tag("reviews/_order.html")
def order_reviews(order: Order) -> dict[str, object]:
    """Render the ways to review what came with an order."""
    return {"order": order, "lines": reviewable_lines(order)}
