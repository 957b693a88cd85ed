"""Orders that nobody paid in time: their units go back on the shelf."""

from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from shop.inventory.locking import Busy, transactional
from shop.orders.locking import lock_order
from shop.orders.models import Order
from shop.orders.paying import close_sessions
from shop.orders.payments import pay_until
from shop.orders.transitions import advance

BATCH = 200
# While the provider is away, or says that money is on its way, an order waits longer, but not for ever.
LONGEST = timedelta(hours=24)


def expire_unpaid() -> None:
    """Give up the orders whose time is over. Pay on delivery waits for the door."""
    for order in _overdue()[:BATCH]:
        with suppress(Busy):  # the next sweep comes soon
            expire(order)


def expire(order: Order) -> None:
    """Give up an order whose time is over, unless its money has come or may come. Raises Busy."""
    if close_sessions(order) or pay_until(order) + LONGEST < timezone.now():
        _expire(order.pk)


def _overdue() -> QuerySet[Order]:
    since = Now() - timedelta(minutes=settings.UNPAID_MINUTES)
    unpaid = Order.objects.filter(state=Order.State.AWAITING_PAYMENT, placed_at__lte=since)
    return unpaid.exclude(payment=Order.Payment.COD).order_by("pk")


@transactional
def _expire(pk: int) -> None:
    order = lock_order(pk)
    if not _overdue().filter(pk=pk).exists():
        return
    with override(order.language):
        advance(order, Order.State.CANCELLED, note=_("It was not paid in time."))
