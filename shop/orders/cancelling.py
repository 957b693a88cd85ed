"""Taking an order back before any of it has left; what was paid for it goes back, too."""

import uuid

from django.utils.translation import gettext as _
from django.utils.translation import override

from shop.accounts.models import User
from shop.inventory.locking import transactional
from shop.orders.locking import lock_order
from shop.orders.models import Order, Payment
from shop.orders.paying import close_sessions
from shop.orders.refunds import refund, refundable
from shop.orders.transitions import ALLOWED, NotAllowed, advance

State = Order.State


def cancel(order: Order, *, actor: User | None = None, note: str = "") -> Order:
    """Cancel an order of which nothing was sent or refunded yet: units and money go back in full.

    Open payments are closed at their provider first, and what had come in by then goes back. Locks the order,
    then stock. Raises NotAllowed, or Busy.
    """
    if can_cancel(order):
        close_sessions(order)
    return _cancel(order, actor, note)


@transactional
def _cancel(order: Order, actor: User | None, note: str) -> Order:
    order = lock_order(order.pk)
    if not can_cancel(order):
        raise NotAllowed(f"{order.number} is {order.state}, or on its way: it cannot be cancelled")
    order = advance(order, State.CANCELLED, actor=actor, note=note)
    if paid := refundable(order):
        with override(order.language):
            refund(order, paid, key=uuid.uuid4(), reason=_("The order was cancelled."), actor=actor)
    return order


def can_cancel(order: Order) -> bool:
    """Whether the order may still be cancelled. Where a part was refunded, the rest is refunded, too.

    The units of that part may be on the shelf already, and cancelling gives back all of them.
    """
    if State.CANCELLED not in ALLOWED[order.state] or order.shipments.all():
        return False
    paid_by = [refund.payment for refund in order.refunds.all()]
    return all(payment and payment.state == Payment.State.STRAY for payment in paid_by)
