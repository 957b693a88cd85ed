"""An order that was given up comes back to life when its money arrives after all."""

from django.conf import settings

from shop.inventory.reservations import Claim, OutOfStock, confirm, reserve
from shop.orders.models import Order, OrderLine


def reclaim(order: Order) -> bool:
    """Claim the units of a cancelled order anew, so that it can be paid, or return False: they are gone.

    The caller has locked the order. Locks stock.
    """
    lines = {line.variant_id: line for line in order.lines.all()}
    claims = [Claim(pk, line.quantity, settings.PLACEMENT_HOLD_SECONDS) for pk, line in lines.items()]
    try:
        reservations = reserve(claims, claimant=f"order:{order.number}")
    except OutOfStock:
        return False
    confirm([reservation.pk for reservation in reservations])
    for reservation in reservations:
        lines[reservation.variant_id].reservation = reservation
    OrderLine.objects.bulk_update(lines.values(), ["reservation"])
    return True
