"""What becomes of a visitor's cart when they sign in."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from shop.accounts.models import User
from shop.accounts.tests.people import PASSWORD, make_user
from shop.cart.holds import add
from shop.cart.joining import join
from shop.cart.models import Cart, CartLine
from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory.audit import imbalances
from shop.inventory.models import Reservation, Stock
from shop.orders.tests.meeting import expire
from shop.orders.tests.placing import add_to_cart

pytestmark = pytest.mark.django_db

HELD = Reservation.State.HELD


@pytest.fixture(autouse=True)
def _the_books_balance() -> Iterator[None]:
    cache.clear()
    yield
    assert imbalances() == []


@pytest.fixture
def ada() -> User:
    return make_user("ada@example.com")


@pytest.fixture
def cup() -> Variant:
    return make_product("Cup", stock=12).default_variant


def cart_of(user: User | None, **units: tuple[Variant, int]) -> Cart:
    cart = Cart.objects.create(user=user)
    for variant, quantity in units.values():
        add(cart, variant, quantity)
    return cart


def sign_in(client: Client, user: User) -> str:
    answer = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD}, follow=True)
    return answer.content.decode()


def held() -> dict[str, int]:
    rows = Reservation.objects.filter(state=HELD).order_by("pk")
    return {f"{row.variant_id} for {row.claimant}": row.quantity for row in rows}


def test_the_first_cart_of_a_shopper_is_the_one_they_brought(client: Client, ada: User, cup: Variant) -> None:
    add_to_cart(client, cup.pk, 2)
    before = CartLine.objects.values().get()
    sign_in(client, ada)
    assert CartLine.objects.values().get() == before
    assert Cart.objects.get().user == ada


def test_a_line_that_is_only_brought_moves_with_its_hold_as_it_is(
    client: Client, ada: User, cup: Variant
) -> None:
    own = cart_of(ada, bowl=(make_product("Bowl").default_variant, 1))
    add_to_cart(client, cup.pk, 2)
    before = Reservation.objects.values("pk", "expires_at", "quantity", "state").get(variant=cup)
    sign_in(client, ada)
    assert own.lines.get(variant=cup).quantity == 2
    after = Reservation.objects.values("pk", "expires_at", "quantity", "state", "claimant").get(variant=cup)
    assert after == {**before, "claimant": f"cart:{own.pk}"}
    assert "Bowl" in client.get(reverse("cart")).content.decode()


@pytest.mark.parametrize("own_code, kept", [("", "WELCOME"), ("MINE", "MINE")])
def test_a_discount_code_comes_along_unless_there_is_one(own_code: str, kept: str) -> None:
    own = Cart.objects.create(discount_code=own_code)
    join(Cart.objects.create(discount_code="WELCOME"), own)
    own.refresh_from_db()
    assert own.discount_code == kept


def test_quantities_add_up_and_nothing_is_claimed_twice(client: Client, ada: User, cup: Variant) -> None:
    own = cart_of(ada, cup=(cup, 3))
    add_to_cart(client, cup.pk, 2)
    html = sign_in(client, ada)
    assert own.lines.get().quantity == 5
    assert held() == {f"{cup.pk} for cart:{own.pk}": 5}
    assert Stock.objects.get().available == 7
    assert "fits into one" not in html


def test_what_passes_the_cap_of_a_line_goes_back_and_is_said(client: Client, ada: User, cup: Variant) -> None:
    own = cart_of(ada, cup=(cup, 7))
    add_to_cart(client, cup.pk, 5)
    html = sign_in(client, ada)
    assert own.lines.get().quantity == 10
    assert Stock.objects.get().available == 2
    assert html.count("Not all of your two carts fits into one: Cup (10 instead of 12).") == 1


def test_a_hold_that_ran_out_gets_what_is_left(client: Client, ada: User, cup: Variant) -> None:
    own = cart_of(ada, cup=(cup, 7))
    expire(Reservation.objects.all())
    add_to_cart(Client(), cup.pk, 8)
    add_to_cart(client, cup.pk, 2)
    kept = Reservation.objects.get(quantity=2, state=HELD).pk
    html = sign_in(client, ada)
    line = own.lines.get()
    assert (line.quantity, line.reservation_id) == (4, kept)
    assert "Cup (4 instead of 9)" in html


def test_a_shopper_holds_no_more_than_one_cart_may(
    client: Client, ada: User, cup: Variant, settings: Settings
) -> None:
    own = cart_of(ada, bowl=(make_product("Bowl").default_variant, 1))
    add_to_cart(client, cup.pk, 2)
    settings.HOLDS_PER_CART = 1
    html = sign_in(client, ada)
    assert own.lines.count() == 1
    assert Stock.objects.get(variant=cup).available == 12
    assert "Cup (0 instead of 2)" in html


def test_what_is_not_for_sale_any_more_keeps_nobody_out(client: Client, ada: User, cup: Variant) -> None:
    own = cart_of(ada, cup=(cup, 3))
    add_to_cart(client, cup.pk, 2)
    Variant.objects.update(archived=True)
    sign_in(client, ada)
    assert own.lines.get().quantity == 3
    assert Stock.objects.get().available == 9


def test_the_cart_of_another_shopper_stays_theirs(client: Client, ada: User, cup: Variant) -> None:
    cart_of(ada)
    theirs = cart_of(make_user("bob@example.com"), cup=(cup, 1))
    session = client.session
    session["cart"] = theirs.token
    session.save()
    sign_in(client, ada)
    theirs.refresh_from_db()
    assert theirs.user.email == "bob@example.com"
    assert theirs.lines.count() == 1


def test_who_adds_while_signing_in_finds_it_in_the_joined_cart(ada: User, cup: Variant) -> None:
    own, brought = cart_of(ada), cart_of(None, cup=(cup, 1))
    join(brought, own)
    add(brought, cup, 2)
    assert own.lines.get().quantity == 3
    assert not brought.lines.exists()
    assert join(brought, own) == ()
