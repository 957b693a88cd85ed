"""Sending orders out: whole or in parts, never more than was bought, never twice."""

import uuid
from functools import partial

import pytest

from shop.accounts.models import User
from shop.inventory.tests.races import outcomes, race
from shop.notifications.models import Mail
from shop.orders.models import Order, Shipment, ShipmentLine
from shop.orders.progress import progress
from shop.orders.refunds import refund
from shop.orders.shipping import NotThatMany, deliver, ship
from shop.orders.tests.fulfilling import lines, ordered, paid, send
from shop.orders.tracking import tracking_link
from shop.orders.transitions import NotAllowed, advance

pytestmark = pytest.mark.django_db
State = Order.State


def state(order: Order) -> str:
    order.refresh_from_db()
    return order.state


def give_back(order: Order, amount: int, units: dict[int, int]) -> None:
    refund(order, order.lines.first().unit_price * amount, key=uuid.uuid4(), units=units)


def test_a_whole_order_goes_out_with_who_sent_it_and_a_mail() -> None:
    order, clerk = paid(2, 1), User.objects.create_user("clerk@example.com")
    parcel = send(order, carrier="DHL", tracking_number="JJD01", actor=clerk)
    assert list(parcel.lines.values_list("quantity", flat=True)) == [2, 1]
    assert (state(order), order.transitions.last().actor, parcel.actor) == (State.SHIPPED, clerk, clerk)
    assert "JJD01" in Mail.objects.get(kind="order_shipped").text


def test_parts_go_out_one_after_the_other_until_nothing_is_left() -> None:
    order = paid(2, 1)
    send(order, 1)
    assert state(order) == State.PAID
    assert progress(order).state == "partly_shipped"
    send(order)
    assert state(order) == State.SHIPPED
    assert [[row.quantity for row in parcel.lines.all()] for parcel in order.shipments.all()] == [[1], [1, 1]]


@pytest.mark.parametrize("quantities", [(3,), (0, 0), (-1, 1), (2, 2)])
def test_a_parcel_of_nothing_or_of_more_than_is_left_is_refused(quantities: tuple[int, ...]) -> None:
    order = paid(2, 1)
    with pytest.raises(NotThatMany):
        send(order, *quantities)
    assert not Shipment.objects.exists()


def test_units_of_another_order_are_refused() -> None:
    order, other = paid(1), paid(1)
    with pytest.raises(NotThatMany):
        ship(order, {lines(other)[0].pk: 1}, key=uuid.uuid4())


@pytest.mark.parametrize("origin", [State.SHIPPED, State.DELIVERED, State.CANCELLED, State.REFUNDED])
def test_nothing_goes_out_of_an_order_that_is_over(origin: str) -> None:
    order = ordered(1)
    Order.objects.update(state=origin)
    with pytest.raises(NotAllowed):
        send(order)


@pytest.mark.parametrize("payment, goes", [("cod", True), ("stripe", False), ("demo", False)])
def test_before_it_is_paid_only_what_is_paid_at_the_door_goes_out(payment: str, goes: bool) -> None:
    order = ordered(1)
    Order.objects.update(payment=payment)
    if goes:
        send(order)
    else:
        with pytest.raises(NotAllowed):
            send(order)
    assert Shipment.objects.exists() == goes


def test_the_same_form_sends_one_parcel() -> None:
    order, key = paid(2), uuid.uuid4()
    assert send(order, 1, key=key) == send(order, 1, key=key)
    assert ShipmentLine.objects.get().quantity == 1


def test_what_was_refunded_before_it_left_does_not_go_out() -> None:
    order = paid(3)
    send(order, 1)
    give_back(order, 1, {lines(order)[0].pk: 1})
    with pytest.raises(NotThatMany):
        send(order, 2)
    send(order, 1)
    assert state(order) == State.SHIPPED


def test_an_order_whose_rest_is_refunded_is_shipped() -> None:
    order = paid(3)
    send(order, 1)
    give_back(order, 2, {lines(order)[0].pk: 2})
    assert state(order) == State.SHIPPED


def test_nothing_is_shipped_by_a_refund_alone() -> None:
    order = paid(1)
    give_back(order, 1, {lines(order)[0].pk: 1})
    assert state(order) == State.PAID


def test_what_arrived_was_paid_at_the_door() -> None:
    order = ordered(1)
    send(order)
    deliver(order)
    assert state(order) == State.DELIVERED
    assert order.payments.get().amount == order.total


def test_what_was_not_sent_does_not_arrive() -> None:
    with pytest.raises(NotAllowed):
        deliver(paid(1))


@pytest.mark.parametrize(
    "carrier, number, link",
    [("DHL", "JJD 1&x=2", "tracking-id=JJD%201%26x%3D2"), ("DHL", "", ""), ("Uncle Joe", "7", "")],
)
def test_a_parcel_can_be_followed_where_its_carrier_has_a_page(carrier: str, number: str, link: str) -> None:
    found = tracking_link(carrier, number)
    assert link in found
    assert bool(found) == bool(link)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "same", [True, False], ids=["one form sent often", "clerks who know nothing of others"]
)
def test_at_the_same_moment_an_order_goes_out_once(same: bool) -> None:
    order, key = paid(2), uuid.uuid4()
    results = race([partial(send, order, 2, key=key if same else uuid.uuid4()) for _ in range(4)])
    assert len({parcel.pk for parcel in outcomes(results, Shipment)}) == 1
    assert len(outcomes(results, NotAllowed)) == (0 if same else 3)
    assert ShipmentLine.objects.get().quantity == 2
    assert order.transitions.filter(target=State.SHIPPED).count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_sending_out_and_cancelling_at_once_do_one_of_the_two() -> None:
    order = ordered(2)
    results = race([partial(send, order), partial(advance, order, State.CANCELLED)])
    assert len(outcomes(results, NotAllowed)) == 1
    assert order.shipments.exists() == (state(order) == State.SHIPPED)
