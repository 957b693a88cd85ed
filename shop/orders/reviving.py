"""An order that was given up comes back to life when its money arrives after all."""

from django.conf import settings
from django.db import transaction

from shop.inventory.reservations import Claim, OutOfStock, confirm, reserve
from shop.orders.discounts import UsedMeanwhile, take_again
from shop.orders.models import Order, OrderLine


def reclaim(order: Order) -> bool:
    """Claim the units of a cancelled order anew, so that it can be paid, or return False: they are gone.

    So is, perhaps, the use of its discount code. The caller has locked the order. Locks discount and stock.
    """
    lines = {line.variant_id: line for line in order.lines.all()}
    claims = [Claim(pk, line.quantity, settings.PLACEMENT_HOLD_SECONDS) for pk, line in lines.items()]
    try:
        with transaction.atomic():
            take_again(order)
            reservations = reserve(claims, claimant=f"order:{order.number}")
    except (OutOfStock, UsedMeanwhile):
        return False
    confirm([reservation.pk for reservation in reservations])
    for reservation in reservations:
        lines[reservation.variant_id].reservation = reservation
    OrderLine.objects.bulk_update(lines.values(), ["reservation"])
    return True
