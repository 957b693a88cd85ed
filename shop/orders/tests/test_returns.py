"""Returns: what can be sent back, for how long, and that each is answered once."""

import uuid
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from shop.inventory.tests.races import outcomes, race
from shop.orders.models import Order, Refund, ReturnRequest, Shipment
from shop.orders.refunds import refund
from shop.orders.returns import NotReturnable, Wanted, accept, ask, decline, returnable, withdraw
from shop.orders.shipping import deliver
from shop.orders.tests.fulfilling import lines, ordered, paid, send
from shop.orders.transitions import NotAllowed
from shop.orders.units import units_to_ship

pytestmark = pytest.mark.django_db
State = ReturnRequest.State


@pytest.fixture
def order() -> Order:
    """Three cups at 10.00 that have arrived."""
    order = paid(3)
    send(order)
    return deliver(order)


def asked(order: Order, quantity: int = 1, **changes: Any) -> ReturnRequest:
    return ask(order, {lines(order)[0].pk: Wanted(quantity)}, **{"key": uuid.uuid4(), **changes})


def test_nothing_is_returned_before_all_left_and_was_paid_or_too_late(order: Order) -> None:
    assert [units.returnable for units in returnable(order)] == [3]
    Shipment.objects.update(at=timezone.now() - timedelta(days=30, minutes=1))
    assert not returnable(order)
    half, at_the_door = paid(2), ordered(1)
    send(half, 1)
    send(at_the_door)
    at_the_door.refresh_from_db()
    assert not returnable(half)
    assert not returnable(at_the_door)
    with pytest.raises(NotReturnable):
        asked(order)


def test_one_request_is_open_at_a_time_and_its_form_asks_once(order: Order) -> None:
    key = uuid.uuid4()
    assert asked(order, key=key) == asked(order, key=key)
    with pytest.raises(NotReturnable):
        asked(order)
    withdraw(order.returns.get())
    assert asked(order)


def test_what_was_refunded_or_returned_is_not_returned_again(order: Order) -> None:
    refund(order, Decimal(10), key=uuid.uuid4(), units={lines(order)[0].pk: 1})
    accept(asked(order), restock=False)
    assert [units.returnable for units in returnable(order)] == [1]
    with pytest.raises(NotReturnable):
        asked(order, 2)


def test_a_return_is_answered_once(order: Order) -> None:
    request = asked(order)
    accept(request, restock=False)
    for answer in (partial(decline, request, note="No."), partial(withdraw, request)):
        with pytest.raises(NotAllowed):
            answer()


def test_no_more_goes_back_than_is_left(order: Order) -> None:
    request = asked(order, 3)
    refund(order, Decimal(20), key=uuid.uuid4())
    assert accept(request, restock=False).amount == order.total - 20


def test_what_was_refunded_before_it_left_is_not_returned() -> None:
    order = paid(3)
    send(order, 2)
    refund(order, Decimal(10), key=uuid.uuid4(), units={lines(order)[0].pk: 1})
    order.refresh_from_db()
    accept(asked(order, 1), restock=True)
    assert [units.returnable for units in returnable(order)] == [1]
    assert not units_to_ship(order)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_counts(order: Order) -> None:
    request = asked(order)
    verbs = [
        partial(accept, request, restock=True),
        partial(decline, request, note="No."),
        partial(withdraw, request),
    ]
    assert len(outcomes(race(verbs), NotAllowed)) == 2
    assert Refund.objects.exists() == (ReturnRequest.objects.get().state == State.ACCEPTED)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_requests_at_once_one_is_taken(order: Order) -> None:
    assert len(outcomes(race([partial(asked, order, 3)] * 3), NotReturnable)) == 2
