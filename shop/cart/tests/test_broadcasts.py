"""What a shopper's open pages hear of the cart and of the holds in it."""

from datetime import timedelta
from time import monotonic

import pytest
from django.db.models.functions import Now
from pytest_django import DjangoAssertNumQueries

from shop.cart.contents import contents, lines_of
from shop.cart.holds import add, change, hold, remove
from shop.cart.models import Cart, CartLine
from shop.catalogue.tests.factories import make_product
from shop.inventory.expiry import sweep_expired_holds
from shop.inventory.models import Reservation
from shop.live.tests.pages import PATIENCE, Page, in_thread, make_session, played, token
from shop.live.topics import Snapshot, kinds
from shop.orders.tests.placing import place


def filled_cart(title: str = "Lone lamp") -> tuple[Cart, CartLine]:
    cart = Cart.objects.create()
    return cart, add(cart, make_product(title=title, stock=5).default_variant, 1)


def nearly_over() -> None:
    Reservation.objects.update(expires_at=Now() + timedelta(seconds=0.5))


def sweep_until(units: int) -> None:
    """Sweep as the beat does, until so many units came back by the database's clock."""
    deadline = monotonic() + PATIENCE
    while units and monotonic() < deadline:
        units -= sweep_expired_holds()
    assert not units


def said(line: CartLine) -> Snapshot | None:
    line.refresh_from_db()
    return kinds["hold"].read([line.reservation_id]).get(line.reservation_id)


def shown(cart: Cart) -> dict[int, int]:
    """Return what a page of this cart names: its holds, with the versions of their clocks."""
    return contents(lines_of(cart)).holds


@played
async def test_a_hold_that_is_swept_says_so_on_an_open_page_by_its_title(transactional_db: None) -> None:
    cart, line = await in_thread(filled_cart, "Salt & pepper {mill}")
    await in_thread(nearly_over)
    session = await in_thread(lambda: make_session(cart=cart.token))
    page = await Page(token(hold=await in_thread(shown, cart)), session=session).open()
    await in_thread(sweep_until, 1)
    text = await page.text()
    assert f'id="hold-{line.pk}"' in text
    assert "Your hold has run out" in text
    assert f'data-about="hold-{line.pk}"' in text
    assert "Your hold on Salt &amp; pepper {mill} ran out." in text


@played
async def test_a_hold_that_was_renewed_in_another_tab_counts_down_anew(transactional_db: None) -> None:
    cart, line = await in_thread(filled_cart)
    await in_thread(lambda: Reservation.objects.update(expires_at=Now() + timedelta(seconds=60)))
    session = await in_thread(lambda: make_session(cart=cart.token))
    page = await Page(token(hold=await in_thread(shown, cart)), session=session).open()
    await in_thread(change, cart, line.pk, 2)
    text = await page.text()
    assert 'data-seconds-left="900"' in text
    assert "notice" not in text


@played
async def test_a_hold_of_another_session_never_comes_even_when_the_page_names_it(
    transactional_db: None,
) -> None:
    mine, line = await in_thread(filled_cart)
    other, _others = await in_thread(filled_cart)
    await in_thread(nearly_over)
    session = await in_thread(lambda: make_session(cart=mine.token))
    named = await in_thread(lambda: shown(mine) | shown(other))
    page = await Page(token(hold=named), session=session).open()
    await in_thread(sweep_until, 2)
    assert [dom_id for dom_id, _version in await page.shown()] == [f"hold-{line.pk}"]


@played
async def test_the_counter_comes_with_a_word_for_tabs_that_did_not_change_it(transactional_db: None) -> None:
    cart, line = await in_thread(filled_cart)
    session = await in_thread(lambda: make_session(cart=cart.token))
    page = await Page(token(cart={cart.pk: 1}), session=session).open()
    await in_thread(remove, cart, line.pk)
    text = await page.text()
    assert 'data-about="cart-counter"' in text
    assert "Your cart changed in another tab." in text


@pytest.mark.django_db
def test_a_clocks_version_grows_when_the_hold_is_renewed_runs_out_and_is_taken_anew() -> None:
    cart, line = filled_cart()
    nearly_over()
    versions = [said(line).version]
    sweep_until(1)
    versions.append(said(line).version)
    hold(cart, line.pk)
    Reservation.objects.filter(state="held").update(expires_at=Now() + timedelta(seconds=60))
    versions.append(said(line).version)
    change(cart, line.pk, 2)
    versions.append(said(line).version)
    assert versions == sorted(set(versions))


@pytest.mark.django_db
def test_a_sweep_of_what_the_page_knows_to_be_over_is_nothing_new() -> None:
    _cart, line = filled_cart()
    Reservation.objects.update(expires_at=Now() - timedelta(seconds=1))
    known = said(line)
    sweep_until(1)
    assert said(line) == known


@pytest.mark.django_db
def test_a_hold_that_was_sold_or_taken_out_of_the_cart_is_shown_no_more() -> None:
    cart, line = filled_cart()
    other, removed = filled_cart()
    reservations = [line.reservation_id, removed.reservation_id]
    place(cart)
    remove(other, removed.pk)
    assert kinds["hold"].read(reservations) == {}


@pytest.mark.django_db
def test_many_holds_are_read_in_one_query_and_admitted_in_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    carts = [filled_cart() for _ in range(4)]
    reservations = [line.reservation_id for _cart, line in carts]
    with django_assert_num_queries(1):
        assert kinds["hold"].read(reservations).keys() == set(reservations)
    sessions = {f"session {cart.pk}": {"cart": cart.token} for cart, _line in carts}
    with django_assert_num_queries(1):
        admitted = kinds["hold"].allowed(sessions | {"empty": {}}, reservations)
    assert admitted == {f"session {cart.pk}": {line.reservation_id} for cart, line in carts}
