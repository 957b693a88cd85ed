"""How an order is getting on, and what is said of it when it moves on."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.utils.translation import gettext_lazy as _

from components.order import OrderProgress, Step
from shop.orders.models import Order, Transition

NEWS = {
    Order.State.PAID: _("Your order was paid."),
    Order.State.SHIPPED: _("Your order was shipped."),
    Order.State.DELIVERED: _("Your order was delivered."),
    Order.State.CANCELLED: _("Your order was cancelled."),
    Order.State.REFUNDED: _("Your order was refunded."),
}


def progress(order: Order, transitions: Sequence[Transition]) -> OrderProgress:
    """Return what the order's page shows of its life; the transitions are all of it, oldest first."""
    steps = tuple(Step(_label(step), step.at, step.note) for step in transitions)
    return OrderProgress(order.number, order.state, Order.State(order.state).label, steps, order.version)


def progress_of(orders: Collection[int]) -> dict[int, OrderProgress]:
    """Read how many orders are getting on, in one query."""
    lives: defaultdict[Order, list[Transition]] = defaultdict(list)
    for step in Transition.objects.filter(order__in=list(orders)).select_related("order"):
        lives[step.order].append(step)
    return {order.pk: progress(order, steps) for order, steps in lives.items()}


def _label(step: Transition) -> str:
    return Order.State(step.target).label if step.origin else _("Placed")
