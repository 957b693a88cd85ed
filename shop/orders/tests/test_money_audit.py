"""The audit finds each way in which money can fail to add up, and nothing in an order that is right."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from shop.orders.models import Order, Payment, Refund, RefundLine
from shop.orders.refunds import refund
from shop.orders.tests.paid_scene import awaiting, paid_order
from shop.orders.transitions import advance

pytestmark = pytest.mark.django_db
State = Order.State


def refund_all(order: Order) -> Refund:
    return refund(order, order.total, key=order.placement_key)


@pytest.mark.parametrize(
    "life",
    [
        awaiting,
        lambda: advance(awaiting(), State.CANCELLED),
        paid_order,
        lambda: advance(advance(awaiting(), State.SHIPPED), State.DELIVERED),
        lambda: refund_all(paid_order()),
        lambda: refund(paid_order(), Decimal("1.00"), key=Order.objects.get().placement_key),
    ],
    ids=["awaiting", "cancelled", "paid", "paid at the door", "refunded", "refunded in part"],
)
def test_an_order_whose_money_is_as_it_should_be_is_not_named(life: Callable[[], object]) -> None:
    life()
    call_command("audit_stock")


def paid_without_money() -> None:
    paid_order()
    Payment.objects.update(state=Payment.State.OPEN)


def paid_too_little() -> None:
    paid_order()
    Payment.objects.update(amount=Decimal("1.00"))


def given_up_with_its_money() -> None:
    paid_order()
    Order.objects.update(state=State.AWAITING_PAYMENT)


def given_back_too_much() -> None:
    order = paid_order()
    Refund.objects.create(order=order, payment=order.payments.get(), amount=order.total + 1)


def stray_money_kept() -> None:
    order = awaiting()
    Payment.objects.create(order=order, provider="demo", amount=1, currency="EUR", state=Payment.State.STRAY)


def refunded_without_a_refund() -> None:
    paid_order()
    Order.objects.update(state=State.REFUNDED)


def more_units_back_than_went_out() -> None:
    order = paid_order()
    made = refund(order, Decimal(1), key=order.placement_key)
    RefundLine.objects.create(refund=made, line=order.lines.get(), quantity=3)


@pytest.mark.parametrize(
    "fault",
    [
        paid_without_money,
        paid_too_little,
        given_up_with_its_money,
        given_back_too_much,
        stray_money_kept,
        refunded_without_a_refund,
        more_units_back_than_went_out,
    ],
)
def test_money_that_does_not_add_up_is_named(fault: Callable[[], None]) -> None:
    fault()
    with pytest.raises(CommandError, match="1 problem"):
        call_command("audit_stock")
