"""Placing an order: one transaction, once, at the price that was shown, with units that exist."""

import uuid
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from pytest_django import DjangoAssertNumQueries

from shop.cart.contents import lines_of
from shop.cart.holds import add
from shop.cart.models import Cart, CartLine
from shop.catalogue.models import Product, Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory.models import Reservation, Stock
from shop.inventory.reservations import Claim, OutOfStock, reserve
from shop.notifications.models import Mail
from shop.orders.delivery import DELIVERIES
from shop.orders.models import Order, OrderLine
from shop.orders.placement import EmptyCart, LineNotForSale, QuoteChanged
from shop.orders.quotes import quote
from shop.orders.tests.placing import place

pytestmark = pytest.mark.django_db


@pytest.fixture
def cart() -> Cart:
    return Cart.objects.create()


def variant(**fields: object) -> Variant:
    return make_product(**fields).default_variant


def let_all_expire() -> None:
    Reservation.objects.update(expires_at=Now() - timedelta(seconds=1))


def test_the_order_is_a_snapshot_with_its_units_sold(cart: Cart) -> None:
    wanted = variant(
        title="Ink kettle", price="25.00", variants=[{"options": {"Colour": "Ink"}, "sku": "KET-1"}]
    )
    add(cart, wanted, 2)
    order = place(cart)
    Variant.objects.update(price=99)
    Product.objects.update(title="Something else")
    line = order.lines.get()
    assert (line.sku, line.title, line.options, line.unit_price, line.quantity) == (
        "KET-1", "Ink kettle", "Ink", Decimal("25.00"), 2,
    )  # fmt: skip
    assert line.reservation.state == Reservation.State.SOLD
    call_command("audit_stock")


def test_the_amounts_add_up_and_the_tax_is_the_part_contained_in_them(cart: Cart) -> None:
    add(cart, variant(price="12.00"), 2)
    order = place(cart)
    assert (order.subtotal, order.delivery_price, order.total) == (
        Decimal("24.00"), Decimal("4.90"), Decimal("28.90"),
    )  # fmt: skip
    assert order.tax == Decimal("4.00") + Decimal("0.82")


def test_delivery_is_free_from_a_threshold(cart: Cart) -> None:
    add(cart, variant(price="80.00"), 1)
    assert place(cart).delivery_price == 0


def test_the_cart_is_empty_afterwards_and_ready_for_another_order(cart: Cart) -> None:
    add(cart, variant(), 1)
    first = place(cart)
    cart.refresh_from_db()
    assert not cart.lines.exists()
    assert cart.placement_key != first.placement_key
    add(cart, variant(), 1)
    assert place(cart).pk != first.pk


def test_the_same_key_gets_the_same_order_and_no_second_claim(cart: Cart) -> None:
    wanted = variant(stock=5)
    add(cart, wanted, 1)
    key = cart.placement_key
    first = place(cart)
    again = place(cart, key=key)
    assert again == first
    assert Stock.objects.get(pk=wanted.pk).available == 4
    assert Mail.objects.filter(kind="order_confirmation").count() == 1


def test_the_database_itself_refuses_a_second_order_with_the_same_key(cart: Cart) -> None:
    add(cart, variant(), 1)
    order = place(cart)
    order.pk, order.number = None, "ANOTHER-ONE"
    with pytest.raises(IntegrityError), transaction.atomic():
        order.save(force_insert=True)


def test_a_key_that_is_not_the_carts_is_shown_the_order_anew(cart: Cart) -> None:
    add(cart, variant(), 1)
    with pytest.raises(QuoteChanged):
        place(cart, key=uuid.uuid4())


@pytest.mark.parametrize("signed", ["", "forged", "W10:1abc:xyz"])
def test_a_missing_or_forged_quote_is_refused(cart: Cart, signed: str) -> None:
    add(cart, variant(), 1)
    with pytest.raises(QuoteChanged):
        place(cart, quote=signed)
    assert not Order.objects.exists()


def test_a_price_that_changed_meanwhile_must_be_confirmed_again(cart: Cart) -> None:
    wanted = variant(price="10")
    add(cart, wanted, 1)
    shown = quote(cart.placement_key, lines_of(cart))
    wanted.price = Decimal("11.00")
    wanted.save()
    with pytest.raises(QuoteChanged):
        place(cart, quote=shown)
    assert CartLine.objects.exists()


def test_a_delivery_price_that_changed_meanwhile_must_be_confirmed_again(
    cart: Cart, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(cart, variant(price="10"), 1)
    shown = quote(cart.placement_key, lines_of(cart))
    dearer = replace(DELIVERIES["standard"], fee=Decimal("49.00"))
    monkeypatch.setitem(DELIVERIES, "standard", dearer)
    with pytest.raises(QuoteChanged):
        place(cart, quote=shown)


def test_a_claim_that_differs_from_its_line_is_never_sold_as_it_is(cart: Cart) -> None:
    wanted = variant(stock=5)
    add(cart, wanted, 1)
    CartLine.objects.update(quantity=3)
    assert place(cart).lines.get().reservation.quantity == 3
    call_command("audit_stock")


def test_long_options_can_be_ordered(cart: Cart) -> None:
    options = {f"Option {number}": "x" * 90 for number in range(5)}
    add(cart, variant(variants=[{"options": options}]), 1)
    assert len(place(cart).lines.get().options) > 255


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


def test_what_was_archived_meanwhile_cannot_be_ordered(cart: Cart) -> None:
    add(cart, variant(), 1)
    Variant.objects.update(archived=True)
    with pytest.raises(LineNotForSale):
        place(cart)


def test_an_empty_cart_cannot_be_ordered(cart: Cart) -> None:
    with pytest.raises(EmptyCart):
        place(cart)


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
