"""More buyers than units, all at once: through the verbs and over real HTTP."""

import re
from collections import Counter
from functools import partial
from http.cookiejar import CookieJar
from threading import Thread
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.core.management import call_command
from django.core.servers.basehttp import WSGIServer
from django.db import transaction
from django.db.models import Sum
from pytest_django.live_server_helper import LiveServer

from shop.cart.holds import add
from shop.cart.models import Cart
from shop.catalogue.tests.factories import make_product
from shop.inventory.models import Reservation, Stock
from shop.inventory.reservations import OutOfStock
from shop.inventory.tests.races import outcomes, race, wait_until_somebody_waits_for_a_lock
from shop.orders.models import Order, OrderLine
from shop.orders.tests.placing import ADDRESS, place, quoted
from shop.orders.transitions import NotAllowed, advance

pytestmark = pytest.mark.django_db(transaction=True)

UNITS = 50
GUESTS = 100
BUSY, TRIES = 503, 10  # "try again", says the shop, and a guest does
# All guests knock at once; the test server's own queue has room for ten.
WSGIServer.request_queue_size = GUESTS


class Guest:
    """A visitor with cookies and no JavaScript."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def open(self, path: str, data: dict[str, str] | None = None) -> tuple[int, str]:
        """Get a page, or post a form to it; return the status and the page."""
        body = urlencode(data).encode() if data else None
        try:
            with self.opener.open(f"{self.site}{path}", body, timeout=120) as response:
                return response.status, response.read().decode()
        except HTTPError as refused:
            return refused.code, refused.read().decode()

    def buy(self, product: str, variant: int) -> str:
        """Walk from the product's page to the order's; say how it ended."""
        _, page = self.open(product)
        form = {"variant": str(variant), "quantity": "1", **hidden(page)}
        status, page = self.open("/cart/add/", form)
        for _ in range(TRIES):
            if status != BUSY:
                break
            status, page = self.open("/cart/add/", form)
        if status != 200:
            return f"refused {status}"
        _, page = self.open("/checkout/")
        status, page = self.open(
            "/checkout/", {**ADDRESS, "delivery": "standard", "payment": "cod", **hidden(page)}
        )
        return "ordered" if status == 200 and "<h1" in page else f"failed {status}"


def hidden(page: str) -> dict[str, str]:
    fields = ("csrfmiddlewaretoken", "quote", "key")
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in fields}
    return {name: match[1] for name, match in found.items() if match}


def sold() -> int:
    return Reservation.objects.filter(state=Reservation.State.SOLD).aggregate(units=Sum("quantity"))["units"]


def test_a_hundred_guests_buy_fifty_units_over_http(live_server: LiveServer) -> None:
    product = make_product(stock=UNITS, slug="drop")
    variant = product.default_variant.pk
    guests = [Guest(live_server.url) for _ in range(GUESTS)]
    results = race([partial(guest.buy, "/products/drop/", variant) for guest in guests])
    assert Counter(results) == {"ordered": UNITS, "refused 409": GUESTS - UNITS}
    assert (sold(), Order.objects.count()) == (UNITS, UNITS)
    assert Stock.objects.get().available == 0
    call_command("audit_stock")


def test_one_cart_placed_from_many_tabs_at_once_becomes_one_order() -> None:
    cart = Cart.objects.create()
    add(cart, make_product(stock=5).default_variant, 1)
    cart.refresh_from_db()
    terms = {"key": cart.placement_key, "quote": quoted(cart)}
    orders = race([partial(place, Cart.objects.get(), **terms) for _ in range(10)])
    assert len({order.pk for order in orders}) == 1
    assert OrderLine.objects.count() == 1
    call_command("audit_stock")


def test_two_clicks_on_add_in_one_cart_are_two_units_in_one_line() -> None:
    cart = Cart.objects.create()
    variant = make_product(stock=5).default_variant
    race([partial(add, cart, variant, 1)] * 2)
    assert cart.lines.get().quantity == 2
    assert Stock.objects.get().available == 3
    call_command("audit_stock")


def test_carts_that_want_the_last_unit_at_order_time_get_it_once() -> None:
    variant = make_product(stock=1, variants=[{"hold_seconds": 0}]).default_variant
    carts = [Cart.objects.create() for _ in range(10)]
    for cart in carts:
        add(cart, variant, 1)
    results = race([partial(place, cart) for cart in carts])
    assert len(outcomes(results, Order)) == 1
    assert len(outcomes(results, OutOfStock)) == 9
    call_command("audit_stock")


def test_an_order_cancelled_from_two_tabs_gives_its_units_back_once() -> None:
    cart = Cart.objects.create()
    add(cart, make_product(stock=5).default_variant, 2)
    order = place(cart)
    results = race([partial(advance, order, Order.State.CANCELLED)] * 4)
    assert len(outcomes(results, NotAllowed)) == 3
    assert Stock.objects.get().available == 5
    call_command("audit_stock")


@pytest.mark.postgres
def test_who_cancels_while_somebody_else_does_is_told_that_it_is_done() -> None:
    cart = Cart.objects.create()
    add(cart, make_product(stock=5).default_variant, 2)
    order = place(cart)
    late: list[object] = []
    thread = Thread(target=lambda: late.extend(race([partial(advance, order, Order.State.CANCELLED)])))
    with transaction.atomic():
        advance(order, Order.State.CANCELLED)
        thread.start()
        wait_until_somebody_waits_for_a_lock()
    thread.join(timeout=30)
    assert len(outcomes(late, NotAllowed)) == 1
    assert order.transitions.count() == 2
