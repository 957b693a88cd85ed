"""Proof that orders and reservations agree."""

from collections.abc import Iterator

from django.db.models import F, Q

from shop.inventory.models import Reservation
from shop.orders.models import Order, OrderLine

OVER = (Order.State.CANCELLED, Order.State.REFUNDED)


def disagreements() -> Iterator[str]:
    """Say every line of a live order without its sold units, and every reservation sold to nobody."""
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
