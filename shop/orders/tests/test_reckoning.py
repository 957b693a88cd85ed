"""The checkout while it is filled in: what goes to which country, codes put in and taken out."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from shop.cart.models import Cart
from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.operations.rate_limits import limit
from shop.orders.models import DeliveryMethod, DeliveryRate, Order
from shop.orders.tests.charging import discount, method
from shop.orders.tests.placing import add_to_cart, filled_form, submit

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def shopper(client: Client) -> Client:
    add_to_cart(client, make_product(title="Ink kettle", price="25.00", stock=5).default_variant.pk, 2)
    return client


def text(response: HttpResponse) -> str:
    return response.content.decode()


def reckon(shopper: Client, **changes: str) -> HttpResponse:
    return shopper.post(reverse("checkout_reckon"), filled_form(shopper, **changes))


def test_another_country_shows_what_goes_there_and_keeps_what_was_typed(shopper: Client) -> None:
    method("islands", {"price": "15.00"}, countries=("GB",))
    page = text(reckon(shopper, country="GB"))
    assert "Islands" in page
    assert "€65.00" in page
    assert "Express" not in page
    assert "1 Mill Lane" in page
    assert "data-invalid" not in page


def test_htmx_gets_the_panels_that_follow_from_the_country(shopper: Client) -> None:
    method("islands", {"price": "15.00"}, countries=("ES",))
    asked = {"country": "ES", "delivery": "standard"}
    page = text(shopper.get(reverse("checkout_reckon"), asked, headers=HTMX))
    for panel, words in {"region": "Province", "deliveries": "Islands", "review": "€65.00"}.items():
        assert f'<hx-partial hx-target="#{panel}" hx-swap="outerMorph">' in page
        assert words in page
    assert "<main" not in page


def test_only_countries_with_a_rate_can_be_chosen(shopper: Client) -> None:
    DeliveryMethod.objects.all().delete()
    method("islands", {"price": "15.00"}, countries=("GB",))
    page = text(shopper.get(reverse("checkout")))
    assert '<option value="GB">' in page
    assert '<option value="AT">' not in page


def test_what_is_too_heavy_for_all_ways_is_said_and_cannot_be_placed(shopper: Client) -> None:
    DeliveryRate.objects.update(up_to=10)
    Variant.objects.update(weight_grams=6)
    page = text(shopper.get(reverse("checkout")))
    assert "too heavy" in page
    assert 'button-large" type="submit"' not in page


def test_a_code_is_entered_shown_ordered_with_and_taken_out(shopper: Client) -> None:
    discount("Spring", percent=10)
    page = text(reckon(shopper, code="sPRING"))
    assert "Discount, Spring" in page
    assert "−€5.00" in page
    assert "1 Mill Lane" in page
    assert "Discount, Spring" not in text(reckon(shopper, remove="yes"))
    reckon(shopper, code="spring")
    order = Order.objects.get(number=submit(shopper).url.split("/")[2])
    assert (order.total, order.discount_code) == (order.subtotal - 5 + order.delivery_price, "Spring")


@pytest.mark.parametrize(
    "code, words",
    [
        ("WINTER", "We know no code WINTER"),
        ("OVER", "OVER is not valid any more."),
        ("BIG", "BIG is for orders from €100.00 on."),
        ("<b>", "We know no code &lt;b&gt;"),
        ("x\x00", "We know no code"),
        ("x" * 5000, "We know no code"),
    ],
)
def test_a_code_that_takes_nothing_off_says_why_and_loses_nothing(
    shopper: Client, code: str, words: str
) -> None:
    discount("OVER", ends_at="2020-01-01T00:00Z")
    discount("BIG", minimum=100)
    response = reckon(shopper, code=code)
    assert response.status_code == 422
    assert words in text(response)
    assert "1 Mill Lane" in text(response)
    assert Cart.objects.get().discount_code == ""


def test_a_code_that_was_typed_and_not_applied_counts_before_anything_is_ordered(shopper: Client) -> None:
    discount("SPRING", percent=10)
    response = submit(shopper, code="spring")
    assert response.status_code == 409
    assert "−€5.00" in text(response)
    assert not Order.objects.exists()
    assert submit(shopper).status_code == 302
    assert Order.objects.get().discount == 5


@pytest.mark.django_db(transaction=True)
def test_a_guest_who_used_the_code_before_is_told_and_may_order_without(shopper: Client) -> None:
    discount("ONCE", amount=5, customer_limit=1)
    reckon(shopper, code="ONCE")
    submit(shopper)
    add_to_cart(shopper, Variant.objects.get().pk)
    shopper.post(reverse("checkout_reckon"), filled_form(shopper, code="ONCE", email=""))
    response = submit(shopper, email="BOB@example.com")
    assert response.status_code == 409
    assert "You have used ONCE as often as one may." in text(response)
    fresh = re.search(r'name="quote" value="([^"]*)"', text(response))[1]
    form = filled_form(shopper, email="BOB@example.com", quote=fresh)
    assert shopper.post(reverse("checkout"), form).status_code == 302
    assert Order.objects.filter(discount=0).count() == 1


def test_who_tries_many_codes_waits(shopper: Client, settings: Settings) -> None:
    settings.CACHE_URL = ""
    settings.RATE_LIMITS = {"discount": limit("discount", "100/minute, 2/minute")}
    answers = [text(reckon(shopper, code=f"GUESS-{n}")) for n in range(3)]
    assert ["many codes in a short time" in answer for answer in answers] == [False, False, True]


def test_who_has_no_cart_is_led_to_it(client: Client) -> None:
    assert client.get(reverse("checkout_reckon")).url == reverse("cart")
