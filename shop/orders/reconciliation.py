"""Our payments held against what their providers say: differences are for a person to look at."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Q, Sum
from django.utils import timezone

from shop import money
from shop.orders.models import Payment, Refund
from shop.payments.choosing import hosted
from shop.payments.providers import Charge, ProviderAway, ProviderRefused

LOOK_BACK = timedelta(days=14)
AT_REST = timedelta(minutes=10)  # what is younger may still be on its way to us
HERE = (Payment.State.CAPTURED, Payment.State.STRAY)


def differences(codes: Collection[str]) -> Iterator[str]:
    """Say each difference between what these providers took lately and our payments, and overdue refunds."""
    for code in codes:
        if provider := hosted(code):
            asked = timezone.now()
            try:
                charges = {charge.session: charge for charge in provider.charges(asked - LOOK_BACK)}
            except (ProviderAway, ProviderRefused) as error:
                yield f"{code} cannot be asked: {error}"
            else:
                yield from _compared(code, charges, asked)
    yield from _overdue()


def _compared(code: str, charges: dict[str, Charge], asked: datetime) -> Iterator[str]:
    payments = Payment.objects.filter(provider=code).exclude(session="").select_related("order")
    recent = payments.filter(created_at__gte=asked - LOOK_BACK + AT_REST)
    for payment in recent.exclude(captured_at__gte=asked):
        yield from _differs(payment, charges.get(payment.session), asked)
    known = set(payments.filter(session__in=list(charges)).values_list("session", flat=True))
    for charge in charges.values():
        # What has no key of ours is sold by somebody else with the same account.
        if charge.key and charge.session not in known and charge.at < asked - AT_REST:
            took = _said((charge.amount, charge.currency))
            yield f"{code} took {took} in session {charge.session}, of which we know nothing"


def _differs(payment: Payment, charge: Charge | None, asked: datetime) -> Iterator[str]:
    ours = (payment.amount, payment.currency) if payment.state in HERE else None
    theirs = (charge.amount, charge.currency) if charge else None
    what = f"{payment.order.number}, {payment.provider} session {payment.session}"
    if ours != theirs and (charge is None or charge.at < asked - AT_REST):
        yield f"{what}: we have {_said(ours)}, they have {_said(theirs)}"
    if charge and charge.refunded != (back := _refunded(payment, asked)):
        yield f"{what}: we gave back {back}, they {charge.refunded}"


def _refunded(payment: Payment, asked: datetime) -> Decimal:
    done = payment.refunds.filter(state=Refund.State.DONE, done_at__lt=asked)
    return done.aggregate(sum=Sum("amount"))["sum"] or money.ZERO


def _said(amount: tuple[Decimal, str] | None) -> str:
    return f"{amount[0]} {amount[1]}" if amount else "nothing"


def _overdue() -> Iterator[str]:
    """Say which refunds failed for good, or wait for more than a day."""
    late = Q(state=Refund.State.WAITING, created_at__lt=timezone.now() - timedelta(days=1))
    for refund in Refund.objects.filter(late | Q(state=Refund.State.FAILED)).select_related("order"):
        yield f"{refund.order.number}: a refund of {refund.amount} is {refund.state}: {refund.last_error}"
