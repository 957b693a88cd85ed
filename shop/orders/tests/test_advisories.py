"""What shops have been caught by, tried on checkout and orders. Each case is from somebody's advisory."""

from collections.abc import Iterator

import pytest
from django import forms
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from shop.accounts.models import User
from shop.cart.models import Cart
from shop.catalogue.tests.factories import make_product
from shop.orders.access import signed_link
from shop.orders.forms import CheckoutForm, FindOrderForm
from shop.orders.models import Discount, Order
from shop.orders.tests.placing import ADDRESS, add_to_cart, filled_form, submit

pytestmark = pytest.mark.django_db

NO_SUCH = "0000-00000"
TOO_LONG, NUL, HEADER = "x" * 10_000, "Bob\x00", "Bob\r\nBcc: eve@example.com"


@pytest.fixture
def bob(client: Client) -> Client:
    """A guest with two kettles in the cart."""
    add_to_cart(client, make_product(title="Ink kettle", price="25.00", stock=5).default_variant_id, 2)
    return client


@pytest.fixture
def order(bob: Client) -> Order:
    submit(bob)
    return Order.objects.get()


@pytest.fixture(params=["visitor", "shopper"])
def eve(request: pytest.FixtureRequest) -> Client:
    eve = Client()
    if request.param == "shopper":
        eve.force_login(User.objects.create_user("eve@example.com", "x"))
    return eve


def test_nothing_but_the_form_is_taken_from_the_form(bob: Client) -> None:
    wishes = {"currency": "JPY", "unit_price": "0.01", "delivery_price": "0", "tax": "0", "discount": "50"}
    submit(bob, **wishes, total="0.01", state="paid", user="1", number=NO_SUCH, quantity="-2", version="9")
    order = Order.objects.get()
    assert (str(order.total), order.currency, order.state) == ("54.90", "EUR", "awaiting_payment")
    assert (order.user, order.number == NO_SUCH, order.version) == (None, False, 0)
    assert [line.quantity for line in order.lines.all()] == [2]


def test_a_checkout_that_was_never_opened_places_nothing(bob: Client) -> None:
    form = {**ADDRESS, "delivery": "standard", "payment": "cod"}
    assert bob.post("/checkout/", form).status_code == 422
    key = str(Cart.objects.get().placement_key)
    assert bob.post("/checkout/", {**form, "key": key}).status_code == 409
    assert not Order.objects.exists()


def test_the_price_of_a_cheap_cart_does_not_buy_a_dear_one(bob: Client) -> None:
    cheap = Client()
    add_to_cart(cheap, make_product(price="1.00", stock=1).default_variant_id)
    quote = filled_form(cheap)["quote"]
    assert submit(bob, quote=quote).status_code == 409
    assert submit(bob, quote=quote, key=filled_form(cheap)["key"]).status_code == 409
    assert not Order.objects.exists()


def test_what_came_into_the_cart_after_the_price_was_shown_is_not_had_for_it(bob: Client) -> None:
    form = filled_form(bob)
    add_to_cart(bob, make_product(price="900.00", stock=1).default_variant_id)
    assert bob.post("/checkout/", form).status_code == 409


def _of_orders(within: URLResolver, before: str = "/") -> Iterator[str]:
    """Return every address that has an order's number in it, with {} in its place."""
    for each in within.url_patterns:
        pattern = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _of_orders(each, pattern)
        elif isinstance(each, URLPattern) and "<order_number:number>" in pattern:
            yield pattern.replace("<order_number:number>", "{}")


OF_ORDERS = sorted(_of_orders(get_resolver()))


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_stranger_cannot_tell_an_order_from_one_that_does_not_exist(
    eve: Client, order: Order, method: str
) -> None:
    for address in OF_ORDERS:
        there, not_there = (eve.generic(method, address.format(number)) for number in (order.number, NO_SUCH))
        assert (there.status_code, address) == (not_there.status_code, address)
        assert there.status_code in (404, 405) or there.url == not_there.url == "/orders/find/"
    order.refresh_from_db()
    assert order.state == Order.State.AWAITING_PAYMENT


def test_the_key_of_one_order_opens_no_other(eve: Client, order: Order) -> None:
    another = Client()
    add_to_cart(another, make_product().default_variant_id)
    submit(another)
    theirs = Order.objects.exclude(pk=order.pk).get()
    key = signed_link(theirs).partition("?")[2]
    assert eve.get(f"{order.get_absolute_url()}?{key}").status_code == 404


def test_the_key_of_an_order_is_told_to_no_other_site_and_kept_by_no_cache(order: Order) -> None:
    eve, link = Client(), signed_link(order)
    opened = eve.get(link)
    page = eve.get(opened.url)
    assert "key=" not in opened.url
    for answer in (opened, page):
        assert answer["Referrer-Policy"] in ("strict-origin-when-cross-origin", "same-origin", "no-referrer")
        assert "no-store" in answer["Cache-Control"]


def test_a_replayed_form_opens_the_order_to_whoever_has_the_form_and_nobody_else(bob: Client) -> None:
    form = filled_form(bob)
    bob.post("/checkout/", form)
    eve = Client()
    assert eve.post("/checkout/", {**form, "key": str(Cart.objects.get().placement_key)}).url == "/cart/"
    assert eve.get(Order.objects.get().get_absolute_url()).status_code == 404


def _typed(form: type[forms.Form]) -> list[str]:
    """Return the names of the fields into which anything can be typed."""
    return [name for name, field in form().fields.items() if isinstance(field, forms.CharField)]


@pytest.mark.parametrize("said", [TOO_LONG, NUL, HEADER], ids=["too long", "NUL", "header"])
def test_no_field_of_the_checkout_takes_what_is_no_address(bob: Client, said: str) -> None:
    form = filled_form(bob)
    for field in _typed(CheckoutForm):
        if field != "quote":
            assert bob.post("/checkout/", form | {field: said}).status_code in (409, 422), field
    assert not Order.objects.exists()
    assert bob.post("/checkout/", form).status_code == 302


@pytest.mark.parametrize("said", [TOO_LONG, NUL, HEADER], ids=["too long", "NUL", "header"])
def test_the_checkout_is_worked_out_anew_whatever_a_field_says(bob: Client, said: str) -> None:
    Discount.objects.create(code="SPRING", percent=10, customer_limit=1)
    form = filled_form(bob, code="SPRING")
    for field in (*_typed(CheckoutForm), "payment"):
        assert bob.post("/checkout/reckon/", form | {field: said}).status_code in (200, 422), field
        assert bob.get("/checkout/reckon/", {field: said}).status_code == 200


@pytest.mark.parametrize("said", [TOO_LONG, NUL, HEADER], ids=["too long", "NUL", "header"])
def test_finding_an_order_by_nonsense_finds_nothing(order: Order, said: str) -> None:
    for field in _typed(FindOrderForm):
        asked = {"number": order.number, "email": order.email, field: said}
        assert not Client().post("/orders/find/", asked).context["sent"]
