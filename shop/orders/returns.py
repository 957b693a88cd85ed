"""What a shopper sends back: asked for on the order's page, then accepted, declined or withdrawn."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from shop.accounts.models import User
from shop.inventory.locking import transactional
from shop.orders.broadcasts import order_touched
from shop.orders.locking import lock_order
from shop.orders.mails import mail_return_decided
from shop.orders.models import Order, Refund, ReturnLine, ReturnRequest
from shop.orders.refunds import refund, refundable
from shop.orders.transitions import NotAllowed
from shop.orders.units import LineUnits, units_of

State = ReturnRequest.State
SENT = (Order.State.SHIPPED, Order.State.DELIVERED)


class NotReturnable(Exception):
    """Nothing, or more units than the shopper has; or the order has none to return any more."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many units of a line are to go back, and why (one of ReturnLine.Reason)."""

    quantity: int
    reason: str = ReturnLine.Reason.UNWANTED


def returnable(order: Order) -> list[LineUnits]:
    """Return the lines of which units can be sent back now; none when it is too late, too early, or asked."""
    if order.state not in SENT or not _in_time(order) or not refundable(order):
        return []
    if order.returns.filter(state=State.OPEN).exists():
        return []
    return [units for units in units_of(order.lines.all()) if units.returnable]


def until(order: Order) -> datetime | None:
    """Return until when an order's units can be sent back: so long after its last parcel left."""
    parcels = order.shipments.all()
    return max(parcel.at for parcel in parcels) + timedelta(days=settings.RETURN_DAYS) if parcels else None


@transactional
def ask(order: Order, wanted: Mapping[int, Wanted], *, key: uuid.UUID) -> ReturnRequest:
    """Ask to send units back (by the primary key of their line); the same key asks once.

    Locks the order. Raises NotReturnable, or Busy.
    """
    order = lock_order(order.pk)
    if asked := order.returns.filter(key=key).first():
        return asked
    left = {units.line.pk: units.returnable for units in returnable(order)}
    if not wanted or any(not 0 < each.quantity <= left.get(line, 0) for line, each in wanted.items()):
        raise NotReturnable
    asked = ReturnRequest.objects.create(order=order, key=key)
    ReturnLine.objects.bulk_create(
        ReturnLine(request=asked, line_id=line, quantity=each.quantity, reason=each.reason)
        for line, each in wanted.items()
    )
    order_touched(order.pk)
    return asked


@transactional
def withdraw(request: ReturnRequest, *, actor: User | None = None) -> None:
    """Take back what was asked for. Locks the order. Raises NotAllowed when it was decided meanwhile."""
    _decide(_still_open(request), State.WITHDRAWN, actor)


@transactional
def decline(request: ReturnRequest, *, note: str, actor: User | None = None) -> None:
    """Say no, and why: the shopper reads the note. Locks the order. Raises NotAllowed, or Busy."""
    request = _decide(_still_open(request), State.DECLINED, actor, note)
    mail_return_decided(request)


@transactional
def accept(request: ReturnRequest, *, restock: bool, note: str = "", actor: User | None = None) -> Refund:
    """Take the units back and give back their price, as far as that was not done before.

    Locks the order, then stock where the units go on the shelf. Raises NotAllowed, RefundTooMuch, or Busy.
    """
    request = _still_open(request)
    units, amount = dict(request.lines.values_list("line", "quantity")), worth(request)
    request = _decide(request, State.ACCEPTED, actor, note)
    terms = {"key": request.key, "units": units, "restock": restock, "actor": actor}
    request.refund = refund(request.order, amount, **terms)
    request.save(update_fields=["refund"])
    mail_return_decided(request)
    return request.refund


def worth(request: ReturnRequest) -> Decimal:
    """Return what accepting gives back: the price of the units, and never more than there is."""
    counted = {units.line.pk: units for units in units_of(request.order.lines.all())}
    price = sum(counted[row.line_id].worth(row.quantity) for row in request.lines.all())
    return min(price, refundable(request.order))


def _in_time(order: Order) -> bool:
    last_day = until(order)
    return last_day is not None and timezone.now() <= last_day


def _still_open(request: ReturnRequest) -> ReturnRequest:
    lock_order(request.order_id)
    request.refresh_from_db()
    if request.state != State.OPEN:
        raise NotAllowed(f"that return of {request.order.number} was decided before")
    return request


def _decide(request: ReturnRequest, state: str, actor: User | None, note: str = "") -> ReturnRequest:
    request.state, request.actor, request.note = state, actor, note
    request.decided_at = timezone.now()
    request.save(update_fields=["state", "actor", "note", "decided_at"])
    order_touched(request.order_id)
    return request
