"""The units of an order: what placement sells, claims anew and refuses, and what the audit says of it."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models.functions import Now
from pytest_django import DjangoAssertNumQueries

from shop.cart.holds import add
from shop.cart.models import Cart, CartLine
from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory.models import Reservation, Stock
from shop.inventory.reservations import Claim, OutOfStock, reserve
from shop.orders.models import Order, OrderLine
from shop.orders.tests.placing import place

pytestmark = pytest.mark.django_db


@pytest.fixture
def cart() -> Cart:
    return Cart.objects.create()


def variant(**fields: object) -> Variant:
    return make_product(**fields).default_variant


def let_all_expire() -> None:
    Reservation.objects.update(expires_at=Now() - timedelta(seconds=1))


def test_a_claim_that_differs_from_its_line_is_never_sold_as_it_is(cart: Cart) -> None:
    wanted = variant(stock=5)
    add(cart, wanted, 1)
    CartLine.objects.update(quantity=3)
    assert place(cart).lines.get().reservation.quantity == 3
    call_command("audit_stock")


def test_an_expired_hold_is_claimed_anew_while_units_are_left(cart: Cart) -> None:
    add(cart, variant(stock=1), 1)
    let_all_expire()
    place(cart)
    call_command("audit_stock")


def test_an_expired_hold_whose_unit_somebody_else_has_is_refused_and_nothing_is_lost(cart: Cart) -> None:
    gone, kept = variant(stock=1), variant(stock=1)
    add(cart, gone, 1)
    let_all_expire()
    add(cart, kept, 1)
    reserve([Claim(gone.pk, 1, 900)], claimant="somebody else")
    with pytest.raises(OutOfStock) as refused, transaction.atomic():
        place(cart)
    assert refused.value.variant == gone.pk
    assert cart.lines.count() == 2
    assert not Order.objects.exists()
    assert cart.lines.get(variant=kept).reservation.state == Reservation.State.HELD


def test_a_variant_without_hold_time_is_claimed_with_the_order(cart: Cart) -> None:
    wanted = variant(stock=2, variants=[{"hold_seconds": 0}])
    add(cart, wanted, 2)
    place(cart)
    assert Stock.objects.get(pk=wanted.pk).available == 0
    call_command("audit_stock")


def test_placing_touches_no_stock_row_where_everything_is_held(
    cart: Cart, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        add(cart, variant(), 1)
    with django_assert_max_num_queries(20) as queries:
        place(cart)
    touched = [query["sql"] for query in queries.captured_queries if '"inventory_stock"' in query["sql"]]
    assert touched == []


def test_the_audit_names_a_line_whose_units_are_not_sold(cart: Cart) -> None:
    add(cart, variant(variants=[{"sku": "LOST-1"}]), 1)
    place(cart)
    Reservation.objects.update(state=Reservation.State.HELD)
    with pytest.raises(CommandError, match="1 problem"):
        call_command("audit_stock")


def test_the_audit_names_units_sold_to_nobody(cart: Cart) -> None:
    add(cart, variant(), 1)
    place(cart)
    OrderLine.objects.all().delete()
    with pytest.raises(CommandError, match="1 problem"):
        call_command("audit_stock")
