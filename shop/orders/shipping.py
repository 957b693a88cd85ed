"""Sending an order out, whole or in parcels, and its arrival."""

import uuid
from collections.abc import Mapping

from django.db.models import Q

from shop.accounts.models import User
from shop.inventory.locking import transactional
from shop.orders.broadcasts import order_touched
from shop.orders.invoices import issue
from shop.orders.locking import lock_order
from shop.orders.mails import mail_shipped
from shop.orders.models import Order, Shipment, ShipmentLine
from shop.orders.transitions import NotAllowed, advance
from shop.orders.units import units_to_ship

State = Order.State

# What may go out: it is paid, or will be at the door.
TO_SHIP = Q(state=State.PAID) | Q(state=State.AWAITING_PAYMENT, payment=Order.Payment.COD)


class NotThatMany(Exception):
    """A parcel of nothing, or of more units than are still to go out."""


@transactional
def ship(
    order: Order,
    units: Mapping[int, int] | None = None,
    *,
    carrier: str = "",
    tracking_number: str = "",
    actor: User | None = None,
    key: uuid.UUID,
) -> Shipment:
    """Send out units (by the primary key of their line; None: all that is left) as one parcel.

    The same key gets the same parcel. Once nothing is left to go, the order is shipped. Locks the order, then
    the invoice counter. Raises NotAllowed, NotThatMany, or Busy.
    """
    order = lock_order(order.pk)
    if parcel := Shipment.objects.filter(key=key).first():
        return parcel
    parcel_of = _packed(order, units)
    parcel = Shipment.objects.create(
        order=order, key=key, carrier=carrier, tracking_number=tracking_number, actor=actor
    )
    ShipmentLine.objects.bulk_create(
        ShipmentLine(shipment=parcel, line_id=line, quantity=quantity) for line, quantity in parcel_of.items()
    )
    order_touched(order.pk)
    mail_shipped(parcel)
    finish_shipping(order, actor=actor)
    issue(order)
    return parcel


@transactional
def finish_shipping(order: Order, *, actor: User | None = None) -> None:
    """Let the order be shipped if some of it went out and nothing is left to go.

    To be called, under the order's lock, by whatever leaves less to go: a parcel, or a refund.
    """
    if may_ship(order) and order.shipments.exists() and not units_to_ship(order):
        advance(order, State.SHIPPED, actor=actor)


def deliver(order: Order, *, actor: User | None = None) -> Order:
    """Note that all parcels of an order have arrived. Raises NotAllowed, or Busy."""
    return advance(order, State.DELIVERED, actor=actor)


def may_ship(order: Order) -> bool:
    """Whether parcels of the order may go out."""
    return Order.objects.filter(TO_SHIP, pk=order.pk).exists()


def _packed(order: Order, units: Mapping[int, int] | None) -> Mapping[int, int]:
    if not may_ship(order):
        raise NotAllowed(f"{order.number} is {order.state}: nothing of it goes out")
    left = units_to_ship(order)
    wanted = left if units is None else {line: count for line, count in units.items() if count}
    if not wanted or any(not 0 < count <= left.get(line, 0) for line, count in wanted.items()):
        raise NotThatMany
    return wanted
