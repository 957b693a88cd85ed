"""Taking an order back: only as a whole, only before any of it left, and with what was paid."""

import uuid

import pytest
from django.core.management import call_command

from shop.inventory.models import Stock
from shop.notifications.models import Mail
from shop.orders.cancelling import can_cancel, cancel
from shop.orders.models import Order
from shop.orders.refunds import refund, refundable
from shop.orders.tests.fulfilling import lines, ordered, paid, send
from shop.orders.transitions import NotAllowed

pytestmark = pytest.mark.django_db


def test_what_was_not_paid_is_cancelled_and_its_shopper_told() -> None:
    order = cancel(ordered(2))
    assert (order.state, order.refunds.count()) == (Order.State.CANCELLED, 0)
    assert Stock.objects.get().available == 5
    assert Mail.objects.filter(kind="order_cancelled").count() == 1


def test_what_was_paid_goes_back_in_full() -> None:
    order = cancel(paid(2))
    assert order.state == Order.State.CANCELLED
    assert order.refunds.get().amount == order.total
    assert refundable(order) == 0
    assert Stock.objects.get().available == 5
    call_command("audit_stock")


def test_an_order_is_cancelled_once() -> None:
    order = cancel(paid(2))
    with pytest.raises(NotAllowed):
        cancel(order)
    assert order.refunds.count() == 1


def test_what_has_left_in_part_is_not_cancelled() -> None:
    order = paid(2)
    send(order, 1)
    assert not can_cancel(order)
    with pytest.raises(NotAllowed):
        cancel(order)


def test_units_that_are_on_the_shelf_again_do_not_come_back_twice() -> None:
    order = paid(2)
    refund(order, lines(order)[0].unit_price, key=uuid.uuid4(), units={lines(order)[0].pk: 1}, restock=True)
    with pytest.raises(NotAllowed):
        cancel(order)
    assert Stock.objects.get().available == 4
