"""Orders at the merchant's desk: the list, sending out, moving on, and what a double click does."""

import re
import uuid
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from shop.orders.models import Invoice, Order, Refund, ReturnRequest, Shipment
from shop.orders.returns import Wanted, accept, ask
from shop.orders.tests.fulfilling import lines, ordered, paid, send

pytestmark = pytest.mark.django_db
State = Order.State
LIST = reverse("admin:orders_order_changelist")


def page_of(order: Order) -> str:
    return reverse("admin:orders_order_change", args=[order.pk])


def press(client: Client, order: Order, what: str, **filled: Any) -> HttpResponse:
    return client.post(reverse(f"admin:orders_order_{what}", args=[order.pk]), filled, follow=True)


def packing(client: Client, order: Order, *quantities: int, **changes: Any) -> dict[str, Any]:
    """Open the page and fill in the form for a parcel."""
    key = re.search(r'name="key" value="([^"]*)"', client.get(page_of(order)).content.decode())[1]
    units = {f"line-{line.pk}": n for line, n in zip(lines(order), quantities, strict=True)}
    return {"key": key, "carrier": "", "tracking_number": "", **units, **changes}


def choose(client: Client, action: str, *orders: Order) -> str:
    chosen = {"action": action, "_selected_action": [order.pk for order in orders]}
    return client.post(LIST, chosen, follow=True).content.decode()


def numbers(client: Client, todo: str) -> set[str]:
    return {order.number for order in client.get(LIST, {"todo": todo}).context["cl"].queryset}


def test_a_parcel_is_sent_from_the_orders_page(admin_client: Client) -> None:
    order = paid(2, 1)
    form = packing(admin_client, order, 1, 1, carrier="DHL", tracking_number="JJD-01")
    page = press(admin_client, order, "ship", **form).content.decode()
    parcel = order.shipments.get()
    assert (parcel.carrier, parcel.tracking_number, parcel.actor.email) == (
        "DHL",
        "JJD-01",
        "admin@example.com",
    )
    assert "Partly shipped" in page
    assert "tracking-id=JJD-01" in page


def test_a_double_click_sends_one_parcel(admin_client: Client) -> None:
    order = paid(2)
    form = packing(admin_client, order, 2)
    for _click in range(2):
        assert press(admin_client, order, "ship", **form).status_code == 200
    assert Shipment.objects.count() == 1


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"line": 3}, "less than or equal to 2"),
        ({"line": -1}, "greater than or equal to 0"),
        ({"line": "two"}, "whole number"),
        ({"carrier": "Uncle Joe"}, "valid choice"),
        ({"tracking_number": "x" * 61}, "at most 60"),
        ({"tracking_number": "<script>"}, "letters, digits and dashes"),
    ],
)
def test_a_parcel_that_cannot_be_is_explained_and_kept(
    admin_client: Client, wrong: dict[str, Any], words: str
) -> None:
    order = paid(2)
    form = packing(admin_client, order, wrong.pop("line", 1)) | wrong
    response = press(admin_client, order, "ship", **form)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert form["key"] in response.content.decode()
    assert not Shipment.objects.exists()


@pytest.mark.parametrize("key", ["", "x"])
def test_a_parcel_without_its_forms_key_is_not_sent(admin_client: Client, key: str) -> None:
    order = paid(2)
    assert press(admin_client, order, "ship", **packing(admin_client, order, 1, key=key)).status_code == 422
    assert not Shipment.objects.exists()


def test_many_orders_are_shipped_and_the_others_named(admin_client: Client) -> None:
    first, second, cancelled = paid(1), ordered(2), ordered(1)
    Order.objects.filter(pk=cancelled.pk).update(state=State.CANCELLED)
    page = choose(admin_client, "mark_shipped", first, cancelled, second)
    assert "2 orders moved on." in page
    assert f"{cancelled.number} is “Cancelled”" in page
    assert set(Order.objects.values_list("state", flat=True)) == {State.SHIPPED, State.CANCELLED}
    assert Shipment.objects.count() == 2


def test_an_order_is_moved_on_by_its_buttons(admin_client: Client) -> None:
    order = ordered(1)
    for button, state in (("paid", State.PAID), ("cancel", State.CANCELLED)):
        press(admin_client, order, button)
        order.refresh_from_db()
        assert order.state == state
    assert "that cannot be done any more" in press(admin_client, order, "paid").content.decode()
    assert "that cannot be done any more" in press(admin_client, order, "deliver").content.decode()


@pytest.mark.parametrize("button", ["ship", "deliver", "paid", "cancel"])
def test_a_link_moves_nothing(admin_client: Client, button: str) -> None:
    order = paid(1)
    assert admin_client.get(reverse(f"admin:orders_order_{button}", args=[order.pk])).status_code == 405


def test_what_is_to_be_done_is_found(admin_client: Client) -> None:
    at_the_door, online, ready, half, gone = ordered(1), ordered(1), paid(1), paid(2), paid(1)
    Order.objects.filter(pk=online.pk).update(payment="stripe")
    send(half, 1)
    send(gone)
    assert numbers(admin_client, "ship") == {at_the_door.number, ready.number, half.number}
    assert numbers(admin_client, "rest") == {half.number}
    assert numbers(admin_client, "pay") == {at_the_door.number, online.number}
    assert numbers(admin_client, "arrive") == {gone.number}
    assert numbers(admin_client, "return") == numbers(admin_client, "refund") == set()
    assert len(numbers(admin_client, "nonsense")) == 5


def test_a_longer_list_costs_no_more_queries(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    send(paid(2), 1)
    with django_assert_max_num_queries(20) as first:
        admin_client.get(LIST)
    for _more in range(3):
        send(paid(2), 1)
    with django_assert_max_num_queries(len(first)):
        assert len(admin_client.get(LIST).context["cl"].result_list) == 4


@pytest.mark.parametrize("pk", ["999999", "x", "9" * 5000])
def test_an_order_that_never_was_is_not_found(admin_client: Client, pk: str) -> None:
    assert admin_client.get(f"{LIST}{pk}/change/").status_code == 404


@pytest.mark.parametrize("record", ["invoice", "refund", "returnrequest"])
def test_a_record_leads_to_its_orders_page(admin_client: Client, record: str) -> None:
    order = paid(2)
    send(order)
    order.refresh_from_db()
    accept(ask(order, {lines(order)[0].pk: Wanted(1)}, key=uuid.uuid4()), restock=False)
    records = reverse(f"admin:orders_{record}_changelist")
    assert order.number in admin_client.get(records).content.decode()
    row = {"invoice": Invoice, "refund": Refund, "returnrequest": ReturnRequest}[record].objects.get()
    assert admin_client.get(f"{records}{row.pk}/change/").url == page_of(order)
    assert admin_client.get(f"{records}999/change/").status_code == 404
    assert admin_client.get(f"{records}add/").status_code == 403


def test_the_desk_knows_who_waits_for_an_answer(admin_client: Client) -> None:
    order = paid(1)
    send(order)
    order.refresh_from_db()
    ask(order, {lines(order)[0].pk: Wanted(1)}, key=uuid.uuid4())
    assert numbers(admin_client, "return") == {order.number}
    assert b"desk-flag" in admin_client.get(LIST).content
