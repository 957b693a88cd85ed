"""Placing an order: one transaction, once, at the price that was shown, with units that exist."""

import uuid
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from shop.cart.holds import add
from shop.cart.models import Cart, CartLine
from shop.catalogue.models import Product, Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory.models import Reservation, Stock
from shop.notifications.models import Mail
from shop.orders.models import DeliveryRate, Order
from shop.orders.placement import EmptyCart, LineNotForSale, QuoteChanged
from shop.orders.tests.placing import place, quoted

pytestmark = pytest.mark.django_db


@pytest.fixture
def cart() -> Cart:
    return Cart.objects.create()


def variant(**fields: object) -> Variant:
    return make_product(**fields).default_variant


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
    assert Mail.objects.filter(kind="order_received").count() == 1


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
    shown = quoted(cart)
    wanted.price = Decimal("11.00")
    wanted.save()
    with pytest.raises(QuoteChanged):
        place(cart, quote=shown)
    assert CartLine.objects.exists()


def test_a_delivery_price_that_changed_meanwhile_must_be_confirmed_again(cart: Cart) -> None:
    add(cart, variant(price="10"), 1)
    shown = quoted(cart)
    DeliveryRate.objects.filter(method__code="standard").update(price=Decimal("49.00"))
    with pytest.raises(QuoteChanged):
        place(cart, quote=shown)


def test_long_options_can_be_ordered(cart: Cart) -> None:
    options = {f"Option {number}": "x" * 90 for number in range(5)}
    add(cart, variant(variants=[{"options": options}]), 1)
    assert len(place(cart).lines.get().options) > 255


def test_what_was_archived_meanwhile_cannot_be_ordered(cart: Cart) -> None:
    add(cart, variant(), 1)
    Variant.objects.update(archived=True)
    with pytest.raises(LineNotForSale):
        place(cart)


def test_an_empty_cart_cannot_be_ordered(cart: Cart) -> None:
    with pytest.raises(EmptyCart):
        place(cart)
