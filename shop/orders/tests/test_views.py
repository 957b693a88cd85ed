"""Checkout and orders over HTTP: guests and shoppers, replays, tampering, other people's orders."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from shop.cart.models import CartLine
from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory.models import Reservation, Stock
from shop.inventory.reservations import Claim, reserve
from shop.notifications.models import Mail
from shop.orders.models import Order
from shop.orders.tests.placing import add_to_cart, filled_form, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def variant() -> Variant:
    return make_product(title="Ink kettle", price="25.00", stock=5).default_variant


@pytest.fixture
def shopper(client: Client, variant: Variant) -> Client:
    add_to_cart(client, variant.pk, 2)
    return client


def text(response: HttpResponse) -> str:
    return response.content.decode()


def test_a_guest_orders_and_sees_the_order_and_gets_mail(shopper: Client) -> None:
    response = submit(shopper)
    order = Order.objects.get()
    assert response.url == f"{order.get_absolute_url()}?placed"
    page = text(shopper.get(response.url))
    assert order.number in page
    assert "Ink kettle" in page
    mail = Mail.objects.get()
    assert mail.to == "bob@example.com"
    assert order.number in mail.subject + mail.text


def test_a_replayed_post_gets_the_same_order(shopper: Client) -> None:
    form = filled_form(shopper)
    first = shopper.post(reverse("checkout"), form)
    again = shopper.post(reverse("checkout"), form)
    assert again.url == first.url
    assert Order.objects.count() == 1
    assert Stock.objects.get().available == 3


def test_a_retry_whose_first_answer_was_lost_gets_the_order(shopper: Client) -> None:
    form = filled_form(shopper)
    shopper.post(reverse("checkout"), form)
    session = shopper.session
    del session["orders"]
    session.save()
    response = shopper.post(reverse("checkout"), form, follow=True)
    assert response.status_code == 200
    assert Order.objects.count() == 1


def test_prices_in_the_post_are_ignored(shopper: Client) -> None:
    submit(shopper, total="0.01", price="0.01", subtotal="0.01")
    assert str(Order.objects.get().total) == "54.90"


def test_a_changed_price_is_shown_and_confirmed_again(shopper: Client, variant: Variant) -> None:
    form = filled_form(shopper)
    variant.price += 5
    variant.save()
    response = shopper.post(reverse("checkout"), form)
    assert response.status_code == 409
    assert "€64.90" in text(response)
    assert not Order.objects.exists()
    assert submit(shopper).status_code == 302
    assert str(Order.objects.get().total) == "64.90"


@pytest.mark.django_db(transaction=True)
def test_the_page_of_a_changed_price_can_be_confirmed_as_it_is(shopper: Client, variant: Variant) -> None:
    form = filled_form(shopper)
    variant.price += 5
    variant.save()
    page = text(shopper.post(reverse("checkout"), form))
    fresh = re.search(r'name="quote" value="([^"]*)"', page)[1]
    assert shopper.post(reverse("checkout"), {**form, "quote": fresh}).status_code == 302


def test_an_expired_hold_that_somebody_else_took_is_explained(shopper: Client, variant: Variant) -> None:
    Reservation.objects.update(expires_at=Now() - timedelta(seconds=1))
    reserve([Claim(variant.pk, 5, 900)], claimant="somebody else")
    response = submit(shopper)
    assert response.status_code == 409
    assert "Ink kettle sold out" in text(response)
    assert "Bob Baker" in text(response)
    assert CartLine.objects.exists()


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"email": "nonsense"}, "valid email"),
        ({"email": ""}, "required"),
        ({"name": "x" * 151}, "at most 150"),
        ({"name": "Bob\r\nBcc: eve@example.com"}, "one line"),
        ({"street": "x" * 10_000}, "at most 200"),
        ({"country": "XX"}, "valid choice"),
        ({"delivery": "teleport"}, "does not go to Austria"),
        ({"delivery": ""}, "required"),
        ({"postcode": "101"}, "Postcodes in Austria look like 1010."),
        ({"city": "\x00"}, "Null characters"),
    ],
)
def test_a_bad_field_is_explained_and_the_rest_is_kept(
    shopper: Client, changes: dict[str, Any], words: str
) -> None:
    response = submit(shopper, **changes)
    assert response.status_code == 422
    assert words in text(response)
    assert "1 Mill Lane" in text(response) or "street" in changes
    assert not Order.objects.exists()


@pytest.mark.parametrize("key", ["", "not-a-uuid", "\x00"])
def test_a_tampered_key_loses_nothing(shopper: Client, key: str) -> None:
    response = submit(shopper, key=key)
    assert response.status_code in (409, 422)
    assert submit(shopper).status_code == 302


def test_an_empty_cart_leads_back_to_the_cart(client: Client) -> None:
    assert client.get(reverse("checkout")).url == reverse("cart")
    assert client.post(reverse("checkout"), {}).url == reverse("cart")


def test_cancelling_gives_the_units_back(shopper: Client) -> None:
    submit(shopper)
    order = Order.objects.get()
    response = shopper.post(reverse("order_cancel", args=[order.number]), follow=True)
    assert "was cancelled" in text(response)
    assert Stock.objects.get().available == 5
    again = shopper.post(reverse("order_cancel", args=[order.number]), follow=True)
    assert "cannot be cancelled" in text(again)
