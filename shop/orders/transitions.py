"""The life of an order: one table of what may follow what, each step recorded, and what each step brings."""

from django.db.models import F

from shop.accounts.models import User
from shop.inventory.locking import transactional
from shop.inventory.models import Reservation
from shop.inventory.releasing import release
from shop.orders.broadcasts import order_changed
from shop.orders.discounts import give_back
from shop.orders.invoices import issue
from shop.orders.locking import lock_order
from shop.orders.mails import mail_cancelled, mail_paid
from shop.orders.models import Order, Transition
from shop.orders.payments import take_in_hand

State = Order.State

# Pay on delivery ships before it is paid. A cancelled order is paid where money came late and its units could
# be claimed again (shop/orders/settlement.py). A step that needs more than a state has a verb of its own.
ALLOWED: dict[str, frozenset[str]] = {
    State.AWAITING_PAYMENT: frozenset({State.PAID, State.SHIPPED, State.CANCELLED}),
    State.PAID: frozenset({State.SHIPPED, State.CANCELLED, State.REFUNDED}),
    State.SHIPPED: frozenset({State.DELIVERED, State.REFUNDED}),
    State.DELIVERED: frozenset({State.REFUNDED}),
    State.CANCELLED: frozenset({State.PAID}),
    State.REFUNDED: frozenset(),
}


class NotAllowed(Exception):
    """The order's state does not allow that step."""


@transactional
def advance(order: Order, target: str, *, actor: User | None = None, note: str = "") -> Order:
    """Move the order to `target`, record who did it, and do what belongs to that step.

    Locks the order, its discount and stock where they come back, then the invoice counter. Raises
    NotAllowed, or Busy.
    Cancelling and sending out have verbs of their own: shop/orders/cancelling.py, shop/orders/shipping.py.
    """
    order = lock_order(order.pk)
    if target not in ALLOWED[order.state]:
        raise NotAllowed(f"{order.number} is {order.state}: it cannot become {target}")
    Transition.objects.create(order=order, origin=order.state, target=target, actor=actor, note=note)
    Order.objects.filter(pk=order.pk).update(state=target, version=F("version") + 1)
    order_changed(order.pk)
    order.state = target
    _follow(order)
    return order


def _follow(order: Order) -> None:
    """Do what a step brings. Mail about a parcel goes with the parcel, about a refund with its money."""
    match order.state:
        case State.PAID:
            take_in_hand(order)
            mail_paid(order)
            issue(order)
        case State.SHIPPED:
            issue(order)
        case State.DELIVERED:
            take_in_hand(order)
        case State.CANCELLED:
            if order.discount_code:
                give_back(order)
            sold = order.lines.values_list("reservation", flat=True)
            release(list(sold), origin=Reservation.State.SOLD)
            mail_cancelled(order)
