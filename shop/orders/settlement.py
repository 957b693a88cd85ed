"""The one door for what a payment provider says, however often, in whatever order and however late."""

import logging
import uuid
from enum import StrEnum

from django.utils import timezone

from shop.inventory.locking import transactional
from shop.orders.broadcasts import order_touched
from shop.orders.locking import lock_order
from shop.orders.mails import mail_declined_late_money
from shop.orders.models import Order, Payment, SettledEvent
from shop.orders.paying_back import note_lost
from shop.orders.payments import owed
from shop.orders.refunds import refund_stray
from shop.orders.reviving import reclaim
from shop.orders.transitions import advance
from shop.payments.providers import Event, Kind

logger = logging.getLogger(__name__)

MONEY_IS_HERE = (Payment.State.CAPTURED, Payment.State.STRAY)


class NotYet(Exception):
    """The event is about a payment that we do not know, and may know soon: say it again later."""


class Outcome(StrEnum):
    """What an event came to."""

    PAID = "paid"
    REVIVED = "revived"  # the order was over, and its units were still to be had
    LATE = "late"  # the order was over, and its units were gone
    TWICE = "twice"  # nothing was owed any more
    WRONG = "wrong"  # not the amount, the currency, or the order that was asked for
    OVER = "over"  # declined, or expired
    REPEATED = "repeated"
    IGNORED = "ignored"


@transactional
def settle(event: Event) -> Outcome:
    """Take in an event, once; webhook and browser return both come here, and either may be first.

    Money that does not pay the order goes back, all of it, once. Locks the order, and stock where a cancelled
    order comes back to life. Raises NotYet, Busy.
    """
    if event.kind is Kind.REFUND_FAILED:
        return Outcome.OVER if note_lost(event.provider, _uuid(event.key)) else Outcome.REPEATED
    if event.kind not in (Kind.CAPTURED, Kind.DECLINED, Kind.EXPIRED):
        return Outcome.IGNORED
    payment = _payment(event)
    if payment is None:
        return Outcome.IGNORED
    order = lock_order(payment.order_id)
    payment = _of_session(payment, event.session)
    if SettledEvent.objects.filter(provider=event.provider, event_id=event.id).exists():
        return Outcome.REPEATED
    outcome = _take_in(order, payment, event)
    SettledEvent.objects.create(
        provider=event.provider, event_id=event.id, kind=event.kind, payment=payment, outcome=outcome
    )
    return outcome


def _payment(event: Event) -> Payment | None:
    """Return the payment that the event is about; None for one that is not the shop's. Raises NotYet."""
    known = Payment.objects.filter(provider=event.provider)
    payment = known.filter(session=event.session).first() or known.filter(key=_uuid(event.key)).first()
    if payment is None and event.key:
        raise NotYet(f"{event.provider} speaks of session {event.session}")
    return payment


def _of_session(payment: Payment, session: str) -> Payment:
    """Read the payment anew, or write down another session that was opened with its key."""
    payment.refresh_from_db()
    if payment.session in ("", session):
        return payment
    asked = {name: getattr(payment, name) for name in ("order", "provider", "amount", "currency")}
    return Payment.objects.get_or_create(provider=payment.provider, session=session, defaults=asked)[0]


def _uuid(key: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(key)
    except ValueError:
        return None


def _take_in(order: Order, payment: Payment, event: Event) -> Outcome:
    if payment.state in MONEY_IS_HERE:
        return Outcome.REPEATED
    if event.kind is Kind.CAPTURED:
        return _capture(order, payment, event)
    payment.state = Payment.State(event.kind.value)
    payment.save(update_fields=["state"])
    order_touched(order.pk)
    return Outcome.OVER


def _capture(order: Order, payment: Payment, event: Event) -> Outcome:
    outcome = _judge(order, payment, event)
    good = outcome in (Outcome.PAID, Outcome.REVIVED)
    payment.state = Payment.State.CAPTURED if good else Payment.State.STRAY
    payment.session, payment.reference = event.session, event.reference
    payment.amount, payment.currency = event.amount, event.currency
    payment.captured_at = timezone.now()
    payment.save()
    if not good:
        _give_back(order, payment, outcome)
    elif order.state in (Order.State.AWAITING_PAYMENT, Order.State.CANCELLED):
        advance(order, Order.State.PAID)
    return outcome


def _judge(order: Order, payment: Payment, event: Event) -> Outcome:
    """Decide what money comes to; an order that is over has its units again when this says REVIVED."""
    if (payment.amount, payment.currency, order.number) != (event.amount, event.currency, event.order):
        return Outcome.WRONG
    if owed(order) != event.amount or order.state == Order.State.REFUNDED:
        return Outcome.TWICE
    if order.state == Order.State.CANCELLED:
        return Outcome.REVIVED if reclaim(order) else Outcome.LATE
    return Outcome.PAID


def _give_back(order: Order, payment: Payment, outcome: Outcome) -> None:
    logger.error(
        "%s %s came in for order %s and goes back: %s",
        *(payment.amount, payment.currency, order.number, outcome),
    )
    refund = refund_stray(order, payment, outcome)
    if outcome is Outcome.LATE:
        mail_declined_late_money(order, refund)
