"""What lists believe of stock is true once whatever moved it has committed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import OperationalError, transaction
from django.db.models.functions import Now
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from shop.catalogue.locking import lock_products
from shop.catalogue.models import Product, StockBand, Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory import bands
from shop.inventory.expiry import sweep_expired_holds
from shop.inventory.models import Reservation, Stock, StockEntry
from shop.inventory.receiving import receive
from shop.inventory.releasing import release
from shop.inventory.reservations import Claim, confirm, reserve, resize
from shop.inventory.tasks import heal_stock_bands
from shop.inventory.tests.races import race

pytestmark = pytest.mark.django_db
HELD, SOLD = Reservation.State.HELD, Reservation.State.SOLD


def hold(variant: Variant, quantity: int = 1) -> Reservation:
    return reserve([Claim(variant.pk, quantity, 900)], claimant="test")[0]


def told(of: Product | Variant) -> StockBand:
    product = of if isinstance(of, Product) else of.product
    product.refresh_from_db()
    return StockBand(product.stock_band)


def sell(variant: Variant, quantity: int) -> None:
    confirm([hold(variant, quantity).pk])


def cancel(variant: Variant, _units: int) -> None:
    release(list(Reservation.objects.values_list("pk", flat=True)), origin=SOLD)


def let_go(variant: Variant, _units: int) -> None:
    release(list(Reservation.objects.values_list("pk", flat=True)), origin=HELD)


def run_out(variant: Variant, _units: int) -> None:
    Reservation.objects.update(expires_at=Now() - timedelta(seconds=1))
    sweep_expired_holds()


def grow(variant: Variant, quantity: int) -> None:
    resize(Reservation.objects.get().pk, Claim(variant.pk, quantity, 900))


def correct(variant: Variant, units: int) -> None:
    receive(variant.pk, -units, reason=StockEntry.Reason.CORRECTED)


# Of 10 units: what happened before, what happens, with how many units, and what is true then.
MOVES: dict[str, tuple[Callable | None, int, Callable, int, StockBand]] = {
    "a claim": (None, 0, hold, 5, StockBand.FEW),
    "a claim that leaves many": (None, 0, hold, 4, StockBand.PLENTY),
    "a claim of the last": (hold, 9, hold, 1, StockBand.NONE),
    "a sale": (None, 0, sell, 10, StockBand.NONE),
    "a larger claim": (hold, 1, grow, 10, StockBand.NONE),
    "a smaller claim": (hold, 10, grow, 6, StockBand.FEW),
    "a release": (hold, 10, let_go, 0, StockBand.PLENTY),
    "an expiry": (hold, 10, run_out, 0, StockBand.PLENTY),
    "a cancelled sale": (sell, 10, cancel, 0, StockBand.PLENTY),
    "a delivery": (sell, 10, lambda variant, units: receive(variant.pk, units), 3, StockBand.FEW),
    "a correction": (None, 0, correct, 10, StockBand.NONE),
}


@pytest.mark.parametrize("before, units, move, moved, truth", MOVES.values(), ids=MOVES)
def test_the_band_is_true_after(
    before: Callable | None,
    units: int,
    move: Callable,
    moved: int,
    truth: StockBand,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    variant = make_product(stock=10).default_variant
    with django_capture_on_commit_callbacks(execute=True):
        if before:
            before(variant, units)
    with django_capture_on_commit_callbacks(execute=True):
        move(variant, moved)
    assert told(variant) == truth
    assert not bands.untrue().exists()


def test_a_product_has_the_band_of_what_it_has_most_of_among_what_is_offered() -> None:
    product = make_product(variants=[{"stock": 2}, {"stock": 0}, {"stock": 50, "archived": True}])
    assert told(product) == StockBand.FEW


def test_a_claim_that_stays_in_its_band_leaves_nothing_to_do_after_the_commit(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    variant = make_product(stock=10).default_variant
    with django_capture_on_commit_callbacks() as staying:
        hold(variant, 4)
    with django_capture_on_commit_callbacks() as passing:
        hold(variant, 4)
    assert len(staying) == len(passing) - 1


@pytest.mark.django_db(transaction=True)
def test_a_band_that_cannot_be_set_fails_no_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(products: object, **options: object) -> list[int]:
        raise OperationalError("canceling statement due to lock timeout")

    variant = make_product(stock=10).default_variant
    monkeypatch.setattr(bands, "lock_products", refuse)
    assert hold(variant, 10).state == HELD
    assert told(variant) == StockBand.PLENTY


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_product_that_is_locked_for_long_keeps_no_claim_waiting_and_is_healed_later() -> None:
    variant = make_product(stock=10).default_variant

    def claim_meanwhile() -> Reservation:
        return hold(variant, 10)

    with transaction.atomic():
        lock_products([variant.product_id])
        (claimed,) = race([claim_meanwhile])
        assert (claimed.state, race([bands.heal]), told(variant)) == (HELD, [1], StockBand.PLENTY)
    bands.heal()
    assert told(variant) == StockBand.NONE


def test_what_a_process_left_that_died_after_its_commit_is_healed_by_the_beat() -> None:
    variant = make_product(stock=10).default_variant
    hold(variant, 10)  # and nothing after the commit
    assert told(variant) == StockBand.PLENTY
    heal_stock_bands()
    assert told(variant) == StockBand.NONE


def test_another_idea_of_few_is_healed(settings: Settings) -> None:
    product = make_product(stock=10)
    settings.FEW_LEFT = 10
    heal_stock_bands()
    assert told(product) == StockBand.FEW


def test_a_heal_writes_only_what_is_wrong() -> None:
    make_product(stock=10)
    wrong = make_product(stock=10)
    Stock.objects.filter(pk=wrong.default_variant_id).update(available=0)
    assert (bands.heal(), bands.heal()) == (1, 0)
