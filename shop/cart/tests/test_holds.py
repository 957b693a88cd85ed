"""A cart claims what is put in it, and gives back what is taken out."""

from functools import partial

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from shop.cart.contents import contents, lines_of
from shop.cart.holds import (
    LineCapReached,
    NotForSale,
    TooManyHolds,
    add,
    change,
    for_sale,
    hold,
    remove,
)
from shop.cart.models import Cart, CartLine
from shop.catalogue.models import Product, Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory.audit import imbalances
from shop.inventory.locking import lock_stocks
from shop.inventory.models import Reservation, Stock
from shop.inventory.reservations import Claim, OutOfStock, reserve
from shop.inventory.tests.races import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def cart() -> Cart:
    return Cart.objects.create(address="192.0.2.1")


def variant(**fields: object) -> Variant:
    return make_product(**fields).default_variant


def left(of: Variant) -> int:
    return Stock.objects.get(pk=of.pk).available


def test_adding_claims_the_units(cart: Cart) -> None:
    wanted = variant(stock=3)
    line = add(cart, wanted, 2)
    assert (line.quantity, line.reservation.quantity, left(wanted)) == (2, 2, 1)


def test_adding_again_grows_the_one_line_and_its_one_claim(cart: Cart) -> None:
    wanted = variant(stock=5)
    add(cart, wanted, 2)
    add(cart, wanted, 1)
    assert CartLine.objects.get().quantity == Reservation.objects.get().quantity == 3


def test_adding_more_than_is_left_offers_what_is_left_and_keeps_the_line(cart: Cart) -> None:
    wanted = variant(stock=3)
    add(cart, wanted, 2)
    with pytest.raises(OutOfStock) as refused:
        add(cart, wanted, 2)
    assert refused.value.left == 1
    assert CartLine.objects.get().quantity == 2


def test_a_line_has_a_cap(cart: Cart) -> None:
    wanted = variant(stock=50)
    add(cart, wanted, 9)
    with pytest.raises(LineCapReached):
        add(cart, wanted, 2)
    assert left(wanted) == 41


def test_what_is_unknown_archived_or_a_draft_is_not_for_sale() -> None:
    archived, draft = variant(), variant()
    Variant.objects.filter(pk=archived.pk).update(archived=True)
    Product.objects.filter(pk=draft.product_id).update(state=Product.State.DRAFT)
    for pk in (archived.pk, draft.pk, 10**9):
        with pytest.raises(NotForSale):
            for_sale(pk)


def test_a_cart_may_hold_so_much_at_a_time(cart: Cart, settings: Settings) -> None:
    settings.HOLDS_PER_CART = 2
    for _ in range(2):
        add(cart, variant(), 1)
    with pytest.raises(TooManyHolds):
        add(cart, variant(), 1)


def test_an_address_may_hold_so_much_at_a_time_whatever_its_sessions(cart: Cart, settings: Settings) -> None:
    settings.HOLDS_PER_ADDRESS = 2
    neighbour, stranger = Cart.objects.create(address=cart.address), Cart.objects.create(address="192.0.2.2")
    add(cart, variant(), 1)
    add(neighbour, variant(), 1)
    with pytest.raises(TooManyHolds):
        add(Cart.objects.create(address=cart.address), variant(), 1)
    add(stranger, variant(), 1)


def test_changing_the_quantity_moves_units_either_way(cart: Cart) -> None:
    wanted = variant(stock=5)
    line = add(cart, wanted, 2)
    change(cart, line.pk, 4)
    assert left(wanted) == 1
    change(cart, line.pk, 1)
    assert left(wanted) == 4
    assert imbalances() == []


def test_removing_gives_the_units_back(cart: Cart) -> None:
    wanted = variant(stock=5)
    remove(cart, add(cart, wanted, 2).pk)
    assert left(wanted) == 5
    assert not CartLine.objects.exists()


def test_a_line_of_another_cart_is_out_of_reach(cart: Cart) -> None:
    line = add(cart, variant(), 1)
    other = Cart.objects.create()
    for verb in (remove, hold, lambda cart, pk: change(cart, pk, 2)):
        with pytest.raises(CartLine.DoesNotExist):
            verb(other, line.pk)


def test_a_variant_without_hold_time_is_not_claimed_before_the_order(cart: Cart) -> None:
    wanted = variant(stock=3, variants=[{"hold_seconds": 0}])
    line = add(cart, wanted, 2)
    assert (line.reservation, left(wanted)) == (None, 3)
    assert contents(lines_of(cart)).lines[0].state == "unclaimed"
    with pytest.raises(OutOfStock):
        change(cart, line.pk, 4)


def test_every_change_makes_the_carts_version_grow(cart: Cart) -> None:
    versions = [0]
    line = add(cart, variant(), 1)
    for verb in (lambda: None, lambda: change(cart, line.pk, 2), lambda: remove(cart, line.pk)):
        verb()
        versions.append(Cart.objects.get(pk=cart.pk).version)
    assert versions == [0, 1, 2, 3]


@pytest.mark.parametrize("quantity", [1, 4])
def test_a_hold_is_kept_true_when_the_variant_stops_having_a_hold_time(cart: Cart, quantity: int) -> None:
    wanted = variant(stock=5)
    line = add(cart, wanted, 2)
    Variant.objects.update(hold_seconds=0)
    assert change(cart, line.pk, quantity).reservation.quantity == quantity
    assert left(wanted) == 5 - quantity
    assert imbalances() == []


@pytest.mark.postgres
def test_adding_takes_six_statements_two_of_them_from_the_stock_lock_on(cart: Cart) -> None:
    wanted = variant(stock=5)
    with CaptureQueriesContext(connection) as queries:
        add(cart, wanted, 1)
    statements = [query["sql"] for query in queries]
    assert len(statements) == 6
    assert 'UPDATE "inventory_stock"' in statements[-2]
    assert 'INSERT INTO "cart_cartline"' in statements[-1]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_who_comes_after_the_last_unit_is_refused_without_waiting_for_its_lock() -> None:
    gone = variant(stock=1)
    reserve([Claim(gone.pk, 1, 900)], claimant="somebody else")
    with transaction.atomic():
        assert lock_stocks([gone.pk])
        (refused,) = race([partial(for_sale, gone.pk)])
    assert isinstance(refused, OutOfStock)
