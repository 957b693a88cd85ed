"""What the open pages of an order hear, and whose pages do."""

import re
from typing import Any

import pytest
from django.contrib import auth
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from shop.accounts.models import User
from shop.cart.holds import add
from shop.cart.models import Cart
from shop.catalogue.tests.factories import make_product
from shop.live import publishing
from shop.live.tests.pages import Page, in_thread, make_session, played, token
from shop.live.topics import kinds
from shop.orders.models import Order
from shop.orders.tests.placing import place
from shop.orders.transitions import advance

State = Order.State


def placed_order(user: User | None = None) -> Order:
    cart = Cart.objects.create()
    add(cart, make_product(stock=5).default_variant, 1)
    return place(cart, user=user)


def signed_in(email: str = "ada@example.com") -> User:
    return User.objects.create_user(email, "a good long password")


def session_of(user: User, **data: Any) -> dict[str, Any]:
    """Return what a session that this user signed in with holds."""
    return {auth.SESSION_KEY: str(user.pk), auth.HASH_SESSION_KEY: user.get_session_auth_hash(), **data}


def admitted(session: dict[str, Any], *orders: Order) -> set[int]:
    return set(kinds["order"].allowed({"it": session}, [order.pk for order in orders])["it"])


@played
async def test_an_order_that_is_shipped_says_so_on_its_open_page(transactional_db: None) -> None:
    order = await in_thread(placed_order)
    session = await in_thread(lambda: make_session(orders=[order.number]))
    page = await Page(token(order={order.pk: 0}), session=session).open()
    await in_thread(advance, order, State.SHIPPED)
    text = await page.text()
    assert f'<section id="order-{order.number}"' in text
    assert re.search(r"Placed.*Shipped", text, re.DOTALL)
    assert f'data-about="order-{order.number}"' in text
    assert "Your order was shipped." in text
    assert "<form" not in text


@played
async def test_a_page_hears_only_of_the_order_it_shows(transactional_db: None) -> None:
    user = await in_thread(signed_in)
    orders = [await in_thread(placed_order, user) for _ in range(2)]
    session = await in_thread(lambda: make_session(**session_of(user)))
    page = await Page(token(order={orders[0].pk: 0}), session=session).open()
    await in_thread(advance, orders[1], State.SHIPPED)
    await in_thread(advance, orders[0], State.PAID)
    text = await page.text()
    assert orders[0].number in text
    assert orders[1].number not in text


@pytest.mark.django_db
def test_an_order_is_followed_by_the_session_that_placed_it_and_by_its_shopper() -> None:
    ada, bob = signed_in(), signed_in("bob@example.com")
    adas, guests = placed_order(ada), placed_order()
    assert admitted(session_of(ada), adas, guests) == {adas.pk}
    assert admitted(session_of(ada, orders=[guests.number]), adas, guests) == {adas.pk, guests.pk}
    assert admitted({"orders": [guests.number]}, adas, guests) == {guests.pk}
    assert admitted(session_of(bob), adas, guests) == set()
    assert admitted({}, adas, guests) == set()


@pytest.mark.django_db
def test_a_session_from_before_the_password_changed_follows_nothing() -> None:
    ada = signed_in()
    order, session = placed_order(ada), session_of(ada)
    assert admitted(session, order) == {order.pk}
    ada.set_password("another long password")
    ada.save()
    assert admitted(session, order) == set()


@pytest.mark.django_db
def test_a_shopper_who_was_shut_out_follows_nothing() -> None:
    ada = signed_in()
    order = placed_order(ada)
    User.objects.update(is_active=False)
    assert admitted(session_of(ada), order) == set()


@pytest.mark.django_db
def test_a_step_is_announced_once_it_is_committed(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    order = placed_order()
    told: set[tuple[str, int]] = set()
    monkeypatch.setattr(publishing, "publish", told.update)
    with django_capture_on_commit_callbacks() as callbacks:
        advance(order, State.SHIPPED)
    assert not told
    for callback in callbacks:
        callback()
    assert told == {("order", order.pk)}


@pytest.mark.django_db
def test_every_step_raises_the_version_and_has_its_word() -> None:
    order = placed_order()
    heard = []
    for target in (State.PAID, State.SHIPPED, State.DELIVERED, State.REFUNDED):
        advance(order, target)
        snapshot = kinds["order"].read([order.pk])[order.pk]
        heard.append((snapshot.version, str(snapshot.props[1].text)))
    words = ("paid", "shipped", "delivered", "refunded")
    assert heard == [(step, f"Your order was {word}.") for step, word in enumerate(words, 1)]


@pytest.mark.django_db
def test_the_page_shows_what_is_pushed(client: Client) -> None:
    ada = signed_in()
    order = placed_order(ada)
    advance(order, State.PAID, note="in cash")
    client.force_login(ada)
    page = client.get(order.get_absolute_url()).content.decode()
    assert f'id="order-{order.number}"' in page
    assert "in cash" in page
    assert "Your order was paid." not in page


@pytest.mark.django_db
def test_many_orders_are_read_in_as_many_queries_as_one_and_admitted_in_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ada = signed_in()
    orders = [placed_order(ada) for _ in range(3)]
    pks = {order.pk for order in orders}
    with django_assert_num_queries(5):
        assert kinds["order"].read(pks).keys() == pks
    with django_assert_num_queries(1):
        assert admitted(session_of(ada), *orders) == pks
