"""The life of an order: one table of what may follow what, each step recorded."""

from django.db.models import F

from shop.accounts.models import User
from shop.inventory.locking import transactional
from shop.inventory.models import Reservation
from shop.inventory.releasing import release
from shop.orders.broadcasts import order_changed
from shop.orders.locking import lock_order
from shop.orders.models import Order, Transition
from shop.orders.payments import take_in_hand

State = Order.State

# Pay on delivery ships before it is paid; what was paid goes back by a refund, not by cancelling.
ALLOWED: dict[str, frozenset[str]] = {
    State.AWAITING_PAYMENT: frozenset({State.PAID, State.SHIPPED, State.CANCELLED}),
    State.PAID: frozenset({State.SHIPPED, State.REFUNDED}),
    State.SHIPPED: frozenset({State.DELIVERED, State.REFUNDED}),
    State.DELIVERED: frozenset({State.REFUNDED}),
    State.CANCELLED: frozenset(),
    State.REFUNDED: frozenset(),
}


class NotAllowed(Exception):
    """The order's state does not allow that step."""


@transactional
def advance(order: Order, target: str, *, actor: User | None = None, note: str = "") -> Order:
    """Move the order to `target` and record who did it. Cancelling gives its units back.

    What is owed when it is paid or delivered was handed over.

    Locks the order, then stock where units come back. Raises NotAllowed, or Busy.
    """
    order = lock_order(order.pk)
    if target not in ALLOWED[order.state]:
        raise NotAllowed(f"{order.number} is {order.state}: it cannot become {target}")
    Transition.objects.create(order=order, origin=order.state, target=target, actor=actor, note=note)
    Order.objects.filter(pk=order.pk).update(state=target, version=F("version") + 1)
    order_changed(order.pk)
    order.state = target
    if target in (State.PAID, State.DELIVERED):
        take_in_hand(order)
    if target == State.CANCELLED:
        sold = order.lines.values_list("reservation", flat=True)
        release(list(sold), origin=Reservation.State.SOLD)
    return order


def can_cancel(order: Order) -> bool:
    """Whether the shopper may still cancel."""
    return State.CANCELLED in ALLOWED[order.state]
