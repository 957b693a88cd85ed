"""Which ways to pay a shopper is shown, at the checkout and on the page of an unpaid order."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shop.orders.models import Order, Payment
from shop.orders.payments import owed, pay_until
from shop.payments.choosing import hosted, offered

NOTES = {
    Order.Payment.COD: _("You pay the courier when the parcel is at your door. Nothing is charged now."),
    Order.Payment.DEMO: _("For trying the shop out: no card is asked for, and no money moves."),
    Order.Payment.STRIPE: _("You pay on a page of Stripe’s. We never see your card."),
}


@dataclass(frozen=True, slots=True)
class Way:
    """A way to pay, in words."""

    code: str
    name: str | Promise
    note: str | Promise


@dataclass(frozen=True, slots=True)
class HowToPay:
    """What the page of an unpaid order offers: until when, the way that was chosen, and the others."""

    until: datetime
    chosen: Way
    others: tuple[Way, ...]
    declined: bool


def ways_to_pay() -> list[Way]:
    """Return what a shopper may choose from, the usual one first."""
    return [_way(code) for code in offered()]


def waits_for_money(order: Order) -> bool:
    """Whether the shopper is to pay now, on somebody's page."""
    unpaid = order.state == Order.State.AWAITING_PAYMENT and hosted(order.payment) is not None
    return unpaid and owed(order) > 0


def how_to_pay(order: Order) -> HowToPay | None:
    """Return how the order can be paid now; None where nothing is to be done."""
    if not waits_for_money(order):
        return None
    last = order.payments.last()
    return HowToPay(
        until=pay_until(order),
        chosen=_way(order.payment),
        others=tuple(way for way in ways_to_pay() if way.code != order.payment),
        declined=last is not None and last.state == Payment.State.DECLINED,
    )


def _way(code: str) -> Way:
    payment = Order.Payment(code)
    return Way(code, payment.label, NOTES[payment])
