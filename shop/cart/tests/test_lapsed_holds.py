"""What a cart may still do with a hold that ran out."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from shop.cart.contents import contents, lines_of
from shop.cart.holds import (
    HoldRanOut,
    add,
    for_sale,
    hold,
)
from shop.cart.models import Cart
from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory.audit import imbalances
from shop.inventory.models import Reservation, Stock
from shop.inventory.reservations import Claim, OutOfStock, reserve

pytestmark = pytest.mark.django_db


@pytest.fixture
def cart() -> Cart:
    return Cart.objects.create(address="192.0.2.1")


def variant(**fields: object) -> Variant:
    return make_product(**fields).default_variant


def left(of: Variant) -> int:
    return Stock.objects.get(pk=of.pk).available


def let_all_expire() -> None:
    Reservation.objects.update(expires_at=Now() - timedelta(seconds=1))


def test_an_expired_hold_can_be_taken_again_while_units_are_left(cart: Cart) -> None:
    wanted = variant(stock=1)
    line = add(cart, wanted, 1)
    let_all_expire()
    assert contents(lines_of(cart)).lines[0].state == "expired"
    hold(cart, line.pk)
    assert contents(lines_of(cart)).lines[0].state == "held"
    assert imbalances() == []


def test_an_expired_hold_cannot_be_taken_again_once_somebody_else_has_the_unit(cart: Cart) -> None:
    wanted = variant(stock=1)
    line = add(cart, wanted, 1)
    let_all_expire()
    reserve([Claim(wanted.pk, 1, 900)], claimant="somebody else")
    with pytest.raises(OutOfStock):
        hold(cart, line.pk)
    assert contents(lines_of(cart)).lines[0].can_hold is False


def test_units_under_an_expired_hold_can_be_wanted_where_they_are_claimed_with_the_order(cart: Cart) -> None:
    wanted = variant(stock=2)
    reserve([Claim(wanted.pk, 2, 900)], claimant="somebody else")
    let_all_expire()
    wanted.hold_seconds = 0
    wanted.save()
    assert add(cart, wanted, 2).quantity == 2


def test_adding_to_a_line_whose_hold_ran_out_says_so_when_too_few_are_left(cart: Cart) -> None:
    wanted = variant(stock=3)
    add(cart, wanted, 3)
    let_all_expire()
    reserve([Claim(wanted.pk, 1, 900)], claimant="somebody else")
    with pytest.raises(HoldRanOut) as refused:
        add(cart, wanted, 1)
    assert refused.value.left == 2


def test_units_under_a_hold_that_ran_out_are_for_sale(cart: Cart) -> None:
    last = variant(stock=1)
    add(cart, last, 1)
    with pytest.raises(OutOfStock):
        for_sale(last.pk)
    Reservation.objects.update(expires_at=Now() - timedelta(seconds=1))
    assert for_sale(last.pk) == last
