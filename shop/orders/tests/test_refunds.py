"""Refunds: once for each key, never more than came in, and carried out however often the provider is away."""

import uuid
from decimal import Decimal
from functools import partial

import pytest
from django.core.management import call_command

from shop.cart.holds import add
from shop.cart.models import Cart
from shop.catalogue.tests.factories import make_product
from shop.inventory.models import Stock, StockEntry
from shop.inventory.tests.races import outcomes, race
from shop.notifications.models import Mail
from shop.orders.models import Order, Refund
from shop.orders.paying_back import carry_out, carry_out_due
from shop.orders.refunds import RefundTooMuch, refund, refundable
from shop.orders.tests.placing import place
from shop.orders.transitions import NotAllowed, advance

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> Order:
    """Two at 25.00 and the delivery at 4.90, paid."""
    cart = Cart.objects.create()
    add(cart, make_product(price="25.00", stock=5).default_variant, 2)
    return advance(place(cart), Order.State.PAID)


def ask(order: Order, amount: str = "25.00", **changes: object) -> Refund:
    return refund(order, Decimal(amount), **{"key": uuid.uuid4(), **changes})


def test_what_came_in_can_be_given_back_in_parts_and_no_more(order: Order) -> None:
    ask(order, "50.00")
    assert refundable(order) == Decimal("4.90")
    with pytest.raises(RefundTooMuch) as refused:
        ask(order, "4.91")
    assert refused.value.left == Decimal("4.90")
    ask(order, "4.90")
    order.refresh_from_db()
    assert order.state == Order.State.REFUNDED


@pytest.mark.parametrize("amount", ["0", "-1", "0.001"])
def test_an_amount_that_nobody_can_pay_is_refused(order: Order, amount: str) -> None:
    with pytest.raises(NotAllowed):
        ask(order, amount)


def test_an_order_that_was_not_paid_has_nothing_to_give_back() -> None:
    cart = Cart.objects.create()
    add(cart, make_product(stock=5).default_variant, 1)
    with pytest.raises(RefundTooMuch):
        ask(place(cart), "1.00")


def test_the_same_key_is_the_same_refund(order: Order) -> None:
    key = uuid.uuid4()
    assert ask(order, key=key) == ask(order, key=key)
    assert refundable(order) == Decimal("29.90")


def test_units_come_back_once(order: Order) -> None:
    line = order.lines.get()
    ask(order, units={line.pk: 2}, restock=True)
    assert Stock.objects.get().available == 5
    assert StockEntry.objects.filter(reason=StockEntry.Reason.RETURNED, note=order.number).get().delta == 2
    with pytest.raises(RefundTooMuch):
        ask(order, "1.00", units={line.pk: 1}, restock=True)
    call_command("audit_stock")


def test_units_that_are_not_to_come_back_stay_away(order: Order) -> None:
    ask(order, units={order.lines.get().pk: 1})
    assert Stock.objects.get().available == 3


@pytest.mark.parametrize("units", [{0: 1}, None])
def test_units_that_are_not_of_the_order_are_refused(order: Order, units: dict[int, int] | None) -> None:
    with pytest.raises(NotAllowed):
        ask(order, units=units or {order.lines.get().pk: -1})
    assert not Refund.objects.exists()


def test_the_shopper_is_told_when_the_money_goes_back(order: Order) -> None:
    asked = ask(order)
    assert not Mail.objects.filter(kind="order_refunded").exists()
    carry_out_due()
    carry_out(asked.pk)
    asked.refresh_from_db()
    assert asked.state == Refund.State.DONE
    assert Mail.objects.filter(kind="order_refunded").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_refunds_at_once_that_are_too_much_together_one_is_refused(order: Order) -> None:
    results = race([partial(ask, order, "54.90"), partial(ask, order, "54.90")])
    assert len(outcomes(results, Refund)) == len(outcomes(results, RefundTooMuch)) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_double_click_on_refund_gives_back_once(order: Order) -> None:
    key = uuid.uuid4()
    results = race([partial(ask, order, key=key)] * 4)
    assert len({made.pk for made in outcomes(results, Refund)}) == 1
    assert refundable(order) == Decimal("29.90")
