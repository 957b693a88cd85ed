"""Paying an order: a session at the provider, opened once the order is there.

Nothing here holds a lock while it waits for a provider.
"""

from contextlib import suppress

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import override

from shop.inventory.locking import transactional
from shop.orders.broadcasts import order_touched
from shop.orders.locking import lock_order
from shop.orders.models import Order, Payment
from shop.orders.payments import owed
from shop.orders.settlement import settle
from shop.payments.choosing import hosted
from shop.payments.providers import Ask, Kind, ProviderAway, ProviderRefused


class NothingToPay(Exception):
    """The order was paid meanwhile, or is over."""


def begin(order: Order, code: str) -> str:
    """Let the order be paid by this provider, and return the address to send the shopper to.

    The same session while it is open, so that a double click opens one; those of other providers are closed.
    Raises NothingToPay, ProviderAway, ProviderRefused, Busy.
    """
    provider = hosted(code)
    close_sessions(order, sparing=code)
    if provider is not None:
        _settle_what_came(order)
    payment = _choose(order, code)
    if provider is None or payment is None:
        return order.get_absolute_url()
    try:
        session = provider.start(_ask(order, payment))
    except (ProviderAway, ProviderRefused):
        Payment.objects.filter(pk=payment.pk, session="").update(state=Payment.State.EXPIRED)
        raise
    Payment.objects.filter(pk=payment.pk, session="").update(session=session.id, state=Payment.State.OPEN)
    return session.address


def catch_up(order: Order) -> None:
    """Ask what became of the order's open sessions, as when the shopper is back before the webhook."""
    with suppress(ProviderAway, ProviderRefused):  # the webhook, or the sweep, will tell
        _settle_what_came(order)


def close_sessions(order: Order, *, sparing: str = "") -> bool:
    """Close the order's open sessions, and settle what had come in. Return whether no more can come."""
    closed = [_close(payment) for payment in _open(order).exclude(provider=sparing)]
    return all(closed)


def _close(payment: Payment) -> bool:
    try:
        event = hosted(payment.provider).close(payment.session)
    except ProviderAway:
        return False
    except ProviderRefused:  # it knows no such session
        return True
    settle(event)
    return event.kind is not Kind.PENDING


def _settle_what_came(order: Order) -> None:
    for payment in _open(order):
        try:
            settle(hosted(payment.provider).lookup(payment.session))
        except ProviderRefused:  # it knows no such session: nobody can pay by it
            Payment.objects.filter(pk=payment.pk, state=Payment.State.OPEN).update(
                state=Payment.State.EXPIRED
            )


def _open(order: Order) -> QuerySet[Payment]:
    return order.payments.filter(state=Payment.State.OPEN).exclude(session="")


@transactional
def _choose(order: Order, code: str) -> Payment | None:
    """Let the order be paid this way; return the payment to open a session for, if it needs one."""
    order = lock_order(order.pk)
    amount = owed(order)
    if order.state != Order.State.AWAITING_PAYMENT or hosted(order.payment) is None or amount <= 0:
        raise NothingToPay
    if order.payment != code:
        Order.objects.filter(pk=order.pk).update(payment=code)
        order_touched(order.pk)
    if hosted(code) is None:
        return None
    asked = {"order": order, "provider": code, "amount": amount, "currency": order.currency}
    return Payment.objects.filter(**asked, state=Payment.State.OPEN).last() or Payment.objects.create(**asked)


def _ask(order: Order, payment: Payment) -> Ask:
    with override(order.language):
        back = f"{settings.PUBLIC_URL}{reverse('order_back', args=[order.number])}"
    return Ask(
        key=str(payment.key),
        order=order.number,
        amount=payment.amount,
        currency=payment.currency,
        email=order.email,
        language=order.language,
        paid_url=back,
        back_url=back,
    )
