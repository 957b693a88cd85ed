"""Signing in at the very moment when something else happens to the cart."""

from collections.abc import Iterator
from functools import partial
from threading import Event, Thread

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from shop.accounts.tests.people import make_user, sign_in, user_of
from shop.cart.holds import add
from shop.cart.joining import join
from shop.cart.locking import lock_to_change
from shop.cart.models import Cart
from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory import locking
from shop.inventory.audit import imbalances
from shop.inventory.models import Stock
from shop.inventory.tests.races import outcomes, race
from shop.orders.audit import disagreements
from shop.orders.models import Order
from shop.orders.placement import EmptyCart, QuoteChanged
from shop.orders.tests.placing import add_to_cart, place

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
STOCK = 20


@pytest.fixture(autouse=True)
def _the_books_balance() -> Iterator[None]:
    cache.clear()
    yield
    assert imbalances() == []
    assert list(disagreements()) == []


@pytest.fixture
def cup() -> Variant:
    return make_product("Cup", stock=STOCK).default_variant


def holding(cup: Variant, units: int) -> Cart:
    cart = Cart.objects.create()
    add(cart, cup, units)
    return cart


def left() -> int:
    return Stock.objects.get().available


def test_two_devices_bring_their_carts_at_once(cup: Variant) -> None:
    own, *brought = (holding(cup, units) for units in (3, 4, 5))
    left_out = race([partial(join, cart, own) for cart in brought])
    assert own.lines.get().quantity == 10
    assert sum(each.units for some in left_out for each in some) == 2
    assert left() == STOCK - 10


def test_a_sign_in_that_is_sent_twice_brings_the_cart_once(cup: Variant) -> None:
    own, brought = holding(cup, 1), holding(cup, 2)
    race([partial(join, brought, own)] * 4)
    assert own.lines.get().quantity == 3
    assert left() == STOCK - 3


def test_what_is_added_while_signing_in_is_in_the_joined_cart(cup: Variant) -> None:
    own, brought = holding(cup, 1), holding(cup, 2)
    race([partial(join, brought, own), partial(add, brought, cup, 1), partial(add, own, cup, 1)])
    assert own.lines.get().quantity == 5
    assert left() == STOCK - 5


def test_a_cart_is_either_placed_or_joined(cup: Variant) -> None:
    own, brought = holding(cup, 1), holding(cup, 2)
    results = race([partial(join, brought, own), partial(place, brought)])
    placed, refused = outcomes(results, Order), outcomes(results, EmptyCart | QuoteChanged)
    assert len(placed) + len(refused) == 1
    assert own.lines.get().quantity == (1 if placed else 3)
    assert left() == STOCK - 3


def test_a_busy_cart_keeps_nobody_out(client: Client, cup: Variant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "LOCK_TIMEOUT_MS", 50)
    ada, locked, done = make_user(), Event(), Event()
    own = holding(cup, 1)
    Cart.objects.update(user=ada)
    add_to_cart(client, cup.pk, 2)

    def hold_the_lock() -> None:
        with transaction.atomic():
            lock_to_change(own)
            locked.set()
            done.wait(timeout=30)
        connection.close()

    (other := Thread(target=hold_the_lock)).start()
    locked.wait(timeout=30)
    assert sign_in(client, ada.email) == 302
    done.set()
    other.join()
    assert user_of(client) == str(ada.pk)
    assert client.get("/cart/").context["cart"].count == 2
    assert own.lines.get().quantity == 1
