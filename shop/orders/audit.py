"""Proof that orders and reservations agree."""

from collections.abc import Iterator

from django.db.models import Count, F, Q

from shop.inventory.models import Reservation
from shop.orders.models import Discount, Order, OrderLine

OVER = (Order.State.CANCELLED, Order.State.REFUNDED)


def disagreements() -> Iterator[str]:
    """Say each line of a live order without its sold units, claim sold to nobody, and code miscounted."""
    lines = OrderLine.objects.exclude(order__state__in=OVER).select_related("order", "reservation")
    unsold = lines.exclude(
        reservation__state=Reservation.State.SOLD,
        reservation__quantity=F("quantity"),
        reservation__variant=F("variant"),
    )
    for line in unsold:
        yield f"{line.sku}: order {line.order.number} has {line.quantity}, its claim is {line.reservation}"
    strays = Q(order_line=None) | Q(order_line__order__state=Order.State.CANCELLED)
    for stray in Reservation.objects.filter(strays, state=Reservation.State.SOLD).select_related("variant"):
        yield f"{stray.variant.sku}: {stray.quantity} sold to nobody (reservation {stray.pk})"
    for code in Discount.objects.annotate(orders=Count("uses")).exclude(used=F("orders")):
        yield f"{code}: used {code.used} times, by {code.orders} orders"
