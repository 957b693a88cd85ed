"""Refunds at the merchant's desk: in part or whole, confirmed, once, and never more than was paid."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from shop.inventory.models import Stock
from shop.orders.models import Order, Refund
from shop.orders.tests.fulfilling import lines, ordered, paid, send

pytestmark = pytest.mark.django_db


def address(order: Order, what: str = "refund") -> str:
    return reverse(f"admin:orders_order_{what}", args=[order.pk])


def hidden(page: HttpResponse) -> dict[str, str]:
    """Return what the open page's form would post by itself."""
    found = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page.content.decode())
    return dict(found)


def look(client: Client, order: Order, *quantities: int, **filled: Any) -> HttpResponse:
    """Fill in the form; the answer is what is to be confirmed, or the form with what is wrong."""
    units = {f"line-{line.pk}": n for line, n in zip(lines(order), quantities, strict=False)}
    return client.post(address(order), hidden(client.get(address(order))) | units | filled)


def confirm(client: Client, order: Order, looked: HttpResponse) -> HttpResponse:
    return client.post(address(order), hidden(looked) | {"confirm": "1"}, follow=True)


def test_a_line_is_refunded_at_its_price_once_it_is_confirmed(admin_client: Client) -> None:
    order = paid(2, 1)
    looked = look(admin_client, order, 1, restock="on")
    assert b"Yes, give back \xe2\x82\xac10.00" in looked.content
    assert not Refund.objects.exists()
    confirm(admin_client, order, looked)
    made = Refund.objects.get()
    assert (made.amount, made.lines.get().quantity, made.lines.get().restocked) == (Decimal(10), 1, True)
    assert made.actor.email == "admin@example.com"
    assert Stock.objects.get(pk=lines(order)[0].variant_id).available == 4


def test_without_restock_the_units_stay_away(admin_client: Client) -> None:
    order = paid(2)
    confirm(admin_client, order, look(admin_client, order, 1))
    assert Stock.objects.get().available == 3


def test_a_free_amount_is_refunded_for_no_units(admin_client: Client) -> None:
    order = paid(2)
    confirm(admin_client, order, look(admin_client, order, amount="3.33", reason="A scratch"))
    made = Refund.objects.get()
    assert (made.amount, made.reason, made.lines.count()) == (Decimal("3.33"), "A scratch", 0)


def test_all_of_it_goes_back_with_one_click_and_its_confirmation(admin_client: Client) -> None:
    order = paid(2, 1)
    confirm(admin_client, order, admin_client.get(address(order, "refund_all")))
    order.refresh_from_db()
    assert Refund.objects.get().amount == order.total
    assert order.state == Order.State.REFUNDED
    assert set(Stock.objects.values_list("available", flat=True)) == {5}


def test_what_has_left_does_not_go_back_on_the_shelf_by_that_click(admin_client: Client) -> None:
    order = paid(2)
    send(order)
    confirm(admin_client, order, admin_client.get(address(order, "refund_all")))
    assert Stock.objects.get().available == 3


def test_a_double_click_gives_back_once(admin_client: Client) -> None:
    order = paid(2)
    looked = admin_client.get(address(order, "refund_all"))
    for _click in range(2):
        assert confirm(admin_client, order, looked).status_code == 200
    assert Refund.objects.count() == 1


@pytest.mark.parametrize(
    "filled, words",
    [
        ({"amount": "24.91"}, "At most €24.90 can be refunded."),
        ({"amount": "-1"}, "greater than or equal to 0.01"),
        ({"amount": "0.001"}, "2 decimal places"),
        ({"amount": "NaN"}, "Enter a number"),
        ({"amount": "1e30"}, "Ensure that there are no more than"),
        ({}, "Say how much to give back"),
        ({"line": 3}, "less than or equal to 2"),
        ({"line": -1}, "greater than or equal to 0"),
        ({"amount": "1", "reason": "x" * 10_000}, "at most 200"),
    ],
)
def test_a_refund_that_cannot_be_is_explained(
    admin_client: Client, filled: dict[str, Any], words: str
) -> None:
    order = paid(2)
    refused = look(admin_client, order, filled.pop("line", 0), **filled)
    assert refused.status_code == 422
    assert words in refused.content.decode()


def test_what_is_confirmed_is_looked_at_again(admin_client: Client) -> None:
    order = paid(2)
    looked = look(admin_client, order, amount="20")
    confirm(admin_client, order, look(admin_client, order, amount="10"))
    assert confirm(admin_client, order, looked).status_code == 422
    assert Refund.objects.count() == 1


def test_what_was_never_paid_has_nothing_to_refund(admin_client: Client) -> None:
    order = ordered(1)
    assert look(admin_client, order, 1).status_code == 422
    assert admin_client.get(address(order, "refund_all")).status_code == 302
