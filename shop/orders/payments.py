"""What an order has been paid with: how much came in, what is owed, and what is handed over by hand."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from shop import money
from shop.orders.models import Order, Payment, Refund


def captured(order: Order) -> Decimal:
    """Return what came in for the order; what came in by mistake is not counted."""
    return _sum(order.payments.filter(state=Payment.State.CAPTURED).aggregate(sum=Sum("amount")))


def given_back(order: Order) -> Decimal:
    """Return what went back of that, or is about to."""
    live = order.refunds.exclude(state=Refund.State.FAILED).exclude(payment__state=Payment.State.STRAY)
    return _sum(live.aggregate(sum=Sum("amount")))


def owed(order: Order) -> Decimal:
    """Return what is still to pay."""
    return order.total - captured(order)


def pay_until(order: Order) -> datetime:
    """Return when the order is given up if it is not paid."""
    return order.placed_at + timedelta(minutes=settings.UNPAID_MINUTES)


def take_in_hand(order: Order) -> None:
    """Record that what is owed was handed over, at the door or otherwise. The caller has locked the order."""
    if (amount := owed(order)) > 0:
        Payment.objects.create(
            order=order,
            provider=Order.Payment.COD,
            amount=amount,
            currency=order.currency,
            state=Payment.State.CAPTURED,
            captured_at=timezone.now(),
        )


def _sum(row: dict[str, Decimal | None]) -> Decimal:
    return money.rounded(row["sum"] or money.ZERO)  # SQLite adds up in floating point
