"""Units that come in or go out by hand are in the ledger and on the counter, or in neither."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from shop.catalogue.tests.factories import make_product
from shop.inventory.audit import imbalances
from shop.inventory.models import Reservation, Stock, StockEntry
from shop.inventory.receiving import receive, receive_many
from shop.inventory.reservations import Claim, OutOfStock, reserve

pytestmark = pytest.mark.django_db


def test_a_delivery_is_entered_and_counted() -> None:
    variant = make_product(stock=0).default_variant
    entry = receive(variant.pk, 5, note="first delivery")
    assert Stock.objects.get(pk=variant.pk).available == 5
    assert StockEntry.objects.get() == entry


def test_more_than_is_left_cannot_go_out() -> None:
    variant = make_product(stock=2).default_variant
    with pytest.raises(OutOfStock) as refused:
        receive(variant.pk, -3, reason=StockEntry.Reason.DAMAGED)
    assert refused.value.left == 2
    assert Stock.objects.get(pk=variant.pk).available == 2
    assert StockEntry.objects.count() == 1


def test_units_under_an_expired_hold_can_go_out() -> None:
    variant = make_product(stock=2).default_variant
    reserve([Claim(variant.pk, 2, 900)], claimant="test")
    Reservation.objects.update(expires_at=Now() - timedelta(seconds=1))
    receive(variant.pk, -2, reason=StockEntry.Reason.DAMAGED)
    assert Stock.objects.get(pk=variant.pk).available == 0
    assert imbalances() == []


def test_many_variants_move_together() -> None:
    first, second = make_product(stock=1).default_variant, make_product(stock=0).default_variant
    receive_many({first.pk: 4, second.pk: 7})
    assert dict(Stock.objects.values_list("pk", "available")) == {first.pk: 5, second.pk: 7}
    assert imbalances() == []


def test_the_audit_names_the_variant_that_does_not_add_up() -> None:
    variant = make_product(stock=2).default_variant
    Stock.objects.filter(pk=variant.pk).update(available=3)
    (found,) = imbalances()
    assert (found.sku, found.entered, found.available) == (variant.sku, 2, 3)
