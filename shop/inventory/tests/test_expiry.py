"""Holds that ran out come back, by the database's clock."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models.functions import Now

from shop.catalogue.tests.factories import make_product
from shop.inventory import expiry
from shop.inventory.audit import imbalances
from shop.inventory.expiry import sweep_expired_holds
from shop.inventory.models import Reservation, Stock
from shop.inventory.releasing import release
from shop.inventory.reservations import Claim, confirm, reserve, resize

pytestmark = pytest.mark.django_db


def held(stock: int = 10, quantity: int = 1) -> Reservation:
    variant = make_product(stock=stock).default_variant
    return reserve([Claim(variant.pk, quantity, 900)], claimant="test")[0]


VERBS: dict[str, Callable[[Reservation], object]] = {
    "reserve": lambda row: reserve([Claim(row.variant_id, 1, 900)], claimant="test"),
    "resize": lambda row: resize(row.pk, Claim(row.variant_id, 2, 900)),
    "confirm": lambda row: confirm([row.pk]),
    "release": lambda row: release([row.pk], origin=Reservation.State.HELD),
    "sweep": lambda row: sweep_expired_holds(),
}


def let_all_expire() -> None:
    Reservation.objects.update(expires_at=Now() - timedelta(seconds=1))


def test_the_sweep_gives_back_what_expired_and_says_how_many_units() -> None:
    row = held(stock=3, quantity=2)
    let_all_expire()
    assert sweep_expired_holds() == 2
    row.refresh_from_db()
    assert row.state == Reservation.State.RELEASED
    assert Stock.objects.get(pk=row.variant_id).available == 3
    assert imbalances() == []


def test_the_sweep_leaves_live_holds_and_sold_units_alone() -> None:
    live, sold = held(), held()
    confirm([sold.pk])
    Reservation.objects.filter(pk=sold.pk).update(expires_at=Now() - timedelta(days=1))
    assert sweep_expired_holds() == 0
    live.refresh_from_db()
    assert live.state == Reservation.State.HELD


def test_the_sweep_goes_on_beyond_one_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expiry, "BATCH", 3)
    variant = make_product(stock=8).default_variant
    for _ in range(8):
        reserve([Claim(variant.pk, 1, 900)], claimant="test")
    let_all_expire()
    assert sweep_expired_holds() == 8


def test_a_claim_frees_as_many_batches_as_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expiry, "BATCH", 2)
    variant = make_product(stock=5).default_variant
    for _ in range(5):
        reserve([Claim(variant.pk, 1, 900)], claimant="test")
    let_all_expire()
    reserve([Claim(variant.pk, 5, 900)], claimant="test")
    assert imbalances() == []


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_the_web_servers_clock_does_not_matter(
    verb: Callable[[Reservation], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = held()
    monkeypatch.setattr("django.utils.timezone.now", lambda: pytest.fail("the web server's clock was read"))
    verb(row)
    assert imbalances() == []
