"""Returns on pages: a shopper asks on the order's, the merchant answers at the desk."""

import re
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from shop.accounts.models import User
from shop.inventory.models import Stock
from shop.notifications.models import Mail
from shop.orders.models import Order, Refund, ReturnRequest
from shop.orders.returns import Wanted, ask
from shop.orders.shipping import deliver
from shop.orders.tests.fulfilling import lines, paid, send

pytestmark = pytest.mark.django_db
State = ReturnRequest.State


@pytest.fixture
def order() -> Order:
    """Three cups at 10.00 that have arrived."""
    order = paid(3)
    send(order)
    return deliver(order)


@pytest.fixture
def shopper(client: Client, order: Order) -> Client:
    ada = User.objects.create_user("ada@example.com")
    Order.objects.update(user=ada)
    client.force_login(ada)
    return client


def fill_in(client: Client, order: Order, quantity: Any, **changes: Any) -> HttpResponse:
    page = client.get(order.get_absolute_url()).content.decode()
    key = re.search(r'name="key" value="([^"]*)"', page)[1]
    line = lines(order)[0].pk
    form = {"key": key, f"line-{line}": quantity, f"reason-{line}": "damaged", **changes}
    return client.post(reverse("order_return", args=[order.number]), form, follow=True)


def decide(client: Client, request: ReturnRequest, decision: str, **changes: Any) -> HttpResponse:
    url = reverse("admin:orders_order_return", args=[request.order_id])
    return client.post(url, {"key": request.key, "decision": decision, **changes}, follow=True)


def asked(order: Order, quantity: int = 1, **changes: Any) -> ReturnRequest:
    return ask(order, {lines(order)[0].pk: Wanted(quantity)}, **{"key": uuid.uuid4(), **changes})


def test_a_shopper_asks_and_sees_it_and_withdraws(shopper: Client, order: Order) -> None:
    page = fill_in(shopper, order, 2).content.decode()
    row = ReturnRequest.objects.get().lines.get()
    assert (row.quantity, row.reason) == (2, "damaged")
    assert "2 × Cup 1" in page
    assert "Return asked for" in page
    page = shopper.post(reverse("order_return_withdraw", args=[order.number]), follow=True).content.decode()
    assert ReturnRequest.objects.get().state == State.WITHDRAWN
    assert "Return withdrawn" in page
    assert "Send something back" in page


@pytest.mark.parametrize(
    "quantity, words",
    [
        (0, "Say how many"),
        ("", "Say how many"),
        (4, "less than or equal to 3"),
        (-1, "greater than or equal to 0"),
        ("9" * 5000, "whole number"),
        ("<b>", "whole number"),
    ],
)
def test_a_return_that_cannot_be_is_explained(
    shopper: Client, order: Order, quantity: Any, words: str
) -> None:
    response = fill_in(shopper, order, quantity)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not ReturnRequest.objects.exists()


def test_a_double_click_asks_once(shopper: Client, order: Order) -> None:
    page = shopper.get(order.get_absolute_url()).content.decode()
    key = re.search(r'name="key" value="([^"]*)"', page)[1]
    form = {"key": key, f"line-{lines(order)[0].pk}": 1, f"reason-{lines(order)[0].pk}": "wrong"}
    for _click in range(2):
        answer = shopper.post(reverse("order_return", args=[order.number]), form, follow=True)
        assert b"will answer it soon" in answer.content
    assert ReturnRequest.objects.count() == 1


@pytest.mark.parametrize("name", ["order_return", "order_return_withdraw"])
def test_nobody_returns_what_another_bought(client: Client, order: Order, name: str) -> None:
    assert client.post(reverse(name, args=[order.number])).status_code == 404


@pytest.mark.parametrize("restock, left", [("on", 3), ("", 2)])
def test_what_is_accepted_is_refunded_and_goes_on_the_shelf_or_not(
    admin_client: Client, order: Order, restock: str, left: int
) -> None:
    decide(admin_client, asked(order), "accept", restock=restock)
    request = ReturnRequest.objects.get()
    assert (request.state, request.refund.amount) == (State.ACCEPTED, Decimal(10))
    assert request.actor.email == "admin@example.com"
    assert Stock.objects.get().available == left
    assert "€10.00" in Mail.objects.get(kind="return_accepted").text
    call_command("audit_stock")


def test_what_is_declined_is_explained_to_the_shopper(
    admin_client: Client, shopper: Client, order: Order
) -> None:
    request = asked(order)
    refused = decide(admin_client, request, "decline")
    assert refused.status_code == 422
    assert "Please tell the shopper why." in refused.content.decode()
    decide(admin_client, request, "decline", note="It was used.")
    assert "It was used." in Mail.objects.get(kind="return_declined").text
    assert "It was used." in shopper.get(order.get_absolute_url()).content.decode()
    assert not Refund.objects.exists()


def test_a_double_click_accepts_once(admin_client: Client, order: Order) -> None:
    request = asked(order)
    for _click in range(2):
        decide(admin_client, request, "accept")
    assert Refund.objects.count() == 1


@pytest.mark.parametrize(
    "changes", [{"key": ""}, {"decision": "maybe"}, {"decision": "decline", "note": "x" * 501}]
)
def test_an_answer_that_says_nothing_decides_nothing(
    admin_client: Client, order: Order, changes: dict[str, str]
) -> None:
    assert decide(admin_client, asked(order), **{"decision": "accept", **changes}).status_code == 422
    assert ReturnRequest.objects.get().state == State.OPEN
