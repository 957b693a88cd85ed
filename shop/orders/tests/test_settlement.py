"""What a provider says is taken in once, and pays only the order it was asked for."""

import uuid
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.core.management import call_command

from shop.inventory.models import Stock
from shop.inventory.reservations import Claim, reserve
from shop.inventory.tests.races import race
from shop.notifications.models import Mail
from shop.orders.cancelling import cancel
from shop.orders.models import Order, Payment, Refund, SettledEvent
from shop.orders.paying_back import carry_out_due
from shop.orders.payments import captured
from shop.orders.settlement import NotYet, Outcome, settle
from shop.orders.tests.paid_scene import awaiting, charged, open_session
from shop.orders.transitions import advance
from shop.payments.models import DemoRefund
from shop.payments.providers import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> Order:
    return awaiting()


def given_up(order: Order) -> Order:
    """Cancel it without the provider hearing of it."""
    return advance(order, Order.State.CANCELLED)


def state_of(order: Order) -> str:
    order.refresh_from_db()
    return order.state


def test_money_pays_its_order_once(order: Order) -> None:
    event = charged(open_session(order))
    assert settle(event) == Outcome.PAID
    assert settle(event) == Outcome.REPEATED
    assert state_of(order) == Order.State.PAID
    assert captured(order) == order.total
    assert Mail.objects.filter(kind="order_paid").count() == 1
    assert order.transitions.filter(target=Order.State.PAID).count() == 1


def test_the_money_of_a_session_comes_in_once_whatever_the_event_is_called(order: Order) -> None:
    event = charged(open_session(order))
    settle(event)
    assert settle(replace(event, id="evt_other")) == Outcome.REPEATED
    assert not Refund.objects.exists()


def test_an_event_is_taken_in_once_even_where_the_payment_forgot(order: Order) -> None:
    event = charged(open_session(order))
    settle(event)
    Payment.objects.update(state=Payment.State.OPEN)
    assert settle(event) == Outcome.REPEATED
    assert not Refund.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": Decimal("1.00")},
        {"amount": Decimal("2000.00")},
        {"currency": "JPY"},
        {"order": "4KX9-TQ2M7"},
    ],
    ids=str,
)
def test_money_that_was_not_asked_for_pays_nothing_and_goes_back(
    order: Order, changes: dict[str, Any]
) -> None:
    event = charged(open_session(order), **changes)
    assert settle(event) == Outcome.WRONG
    assert settle(event) == Outcome.REPEATED
    assert state_of(order) == Order.State.AWAITING_PAYMENT
    assert captured(order) == 0
    refund = Refund.objects.get()
    assert (refund.amount, refund.payment.currency) == (event.amount, event.currency)


def test_a_session_does_not_pay_with_the_key_of_another_orders_payment(order: Order) -> None:
    dear = awaiting(order.lines.get().variant, 3)
    open_session(dear)
    stolen = dear.payments.get()
    event = charged(open_session(order), key=str(stolen.key), order=dear.number)
    assert settle(event) == Outcome.WRONG
    assert state_of(dear) == Order.State.AWAITING_PAYMENT


@pytest.mark.parametrize("kind", [Kind.DECLINED, Kind.EXPIRED])
def test_what_is_said_too_late_takes_no_money_back(order: Order, kind: Kind) -> None:
    event = charged(open_session(order))
    settle(event)
    assert settle(replace(event, id="evt_late", kind=kind)) == Outcome.REPEATED
    assert captured(order) == order.total


@pytest.mark.parametrize("kind", [Kind.DECLINED, Kind.EXPIRED])
def test_money_counts_also_after_the_session_was_said_to_be_over(order: Order, kind: Kind) -> None:
    session = open_session(order)
    assert settle(charged(session, id="evt_before", kind=kind)) == Outcome.OVER
    assert settle(charged(session)) == Outcome.PAID


@pytest.mark.parametrize("kind", [Kind.OPEN, Kind.PENDING, Kind.OTHER])
def test_what_settles_nothing_is_not_written_down(order: Order, kind: Kind) -> None:
    assert settle(charged(open_session(order), kind=kind)) == Outcome.IGNORED
    assert not SettledEvent.objects.exists()


def test_an_order_that_is_not_there_yet_is_asked_for_again(order: Order) -> None:
    with pytest.raises(NotYet):
        settle(charged(open_session(order), key=str(uuid.uuid4()), session="cs_unknown"))


def test_what_another_program_sells_by_the_same_account_is_none_of_ours(order: Order) -> None:
    assert settle(charged(open_session(order), key="", session="cs_unknown")) == Outcome.IGNORED


def test_paid_twice_is_given_back_once(order: Order) -> None:
    first = open_session(order)
    forgotten = Payment.objects.create(
        order=order, provider="demo", amount=order.total, currency=order.currency, session="cs_forgotten"
    )
    settle(charged(first))
    again = charged(first, id="evt_2", session="cs_forgotten")
    assert settle(again) == Outcome.TWICE
    assert Refund.objects.get().payment == forgotten
    assert captured(order) == order.total


def test_a_second_session_opened_with_the_same_key_is_another_payment(order: Order) -> None:
    event = charged(open_session(order))
    assert settle(replace(event, id="evt_2", session="cs_second")) == Outcome.PAID
    assert settle(event) == Outcome.TWICE
    assert Refund.objects.get().payment.session == event.session


def test_late_money_brings_an_order_back_while_its_units_are_there(order: Order) -> None:
    event = charged(open_session(order))
    given_up(order)
    assert settle(event) == Outcome.REVIVED
    assert state_of(order) == Order.State.PAID
    assert Stock.objects.get().available == 3
    call_command("audit_stock")


def test_late_money_goes_back_once_where_the_units_have_gone_and_the_shopper_is_told_once(
    order: Order,
) -> None:
    event = charged(open_session(order))
    given_up(order)
    reserve([Claim(order.lines.get().variant_id, 4, 900)], claimant="somebody else")
    assert settle(event) == Outcome.LATE
    settle(event)
    carry_out_due()
    carry_out_due()
    assert state_of(order) == Order.State.CANCELLED
    assert DemoRefund.objects.get().amount == order.total
    kinds = sorted(Mail.objects.values_list("kind", flat=True))
    assert [kind for kind in kinds if "late" in kind or "refund" in kind] == ["order_late_payment"]


def test_an_order_paid_just_before_it_is_cancelled_is_refunded(order: Order) -> None:
    charged(open_session(order))
    cancel(order)
    assert state_of(order) == Order.State.CANCELLED
    assert Refund.objects.get().amount == order.total
    assert Stock.objects.get().available == 5
    call_command("audit_stock")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_event_many_times_at_once_pays_once(order: Order) -> None:
    event = charged(open_session(order))
    results = race([partial(settle, event)] * 6)
    assert sorted(results) == [Outcome.PAID, *[Outcome.REPEATED] * 5]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_webhook_and_browser_return_at_once_pay_once(order: Order) -> None:
    event = charged(open_session(order))
    other = replace(event, id="evt_webhook")
    assert sorted(race([partial(settle, event), partial(settle, other)])) == ["paid", "repeated"]
