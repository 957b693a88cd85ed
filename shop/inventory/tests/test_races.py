"""Verbs that meet on the same row, each in a real thread with a real connection."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory import locking
from shop.inventory.audit import imbalances
from shop.inventory.expiry import sweep_expired_holds
from shop.inventory.locking import Busy, lock_stocks
from shop.inventory.models import Reservation, Stock
from shop.inventory.releasing import release
from shop.inventory.reservations import Claim, HoldExpired, OutOfStock, confirm, reserve
from shop.inventory.tests.races import outcomes, race, wait_until_somebody_waits_for_a_lock

pytestmark = pytest.mark.django_db(transaction=True)


def claim(variant: Variant, quantity: int = 1) -> Callable[[], list[Reservation]]:
    return partial(reserve, [Claim(variant.pk, quantity, 900)], claimant="test")


def test_two_hundred_threads_claim_fifty_units_and_exactly_fifty_get_one() -> None:
    variant = make_product(stock=50).default_variant
    results = race([claim(variant)] * 200)
    assert len(outcomes(results, list)) == 50
    assert len(outcomes(results, OutOfStock)) == 150
    assert Stock.objects.get(pk=variant.pk).available == 0
    assert imbalances() == []


def test_two_variants_claimed_in_opposite_order_do_not_deadlock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "ATTEMPTS", 1)
    first, second = make_product(stock=40).default_variant, make_product(stock=40).default_variant
    there, back = (
        [Claim(first.pk, 1, 900), Claim(second.pk, 1, 900)],
        [Claim(second.pk, 1, 900), Claim(first.pk, 1, 900)],
    )
    results = race([partial(reserve, there, claimant="a"), partial(reserve, back, claimant="b")] * 20)
    assert len(outcomes(results, list)) == 40
    assert imbalances() == []


def test_a_hold_is_confirmed_or_swept_never_both() -> None:
    variant = make_product(stock=30).default_variant
    rows = [claim(variant)()[0] for _ in range(30)]
    Reservation.objects.update(expires_at=Now() + timedelta(milliseconds=150))
    results = race([*[partial(confirm, [row.pk]) for row in rows], *[sweep_until_nothing_is_held] * 2])
    sold = Reservation.objects.filter(state=Reservation.State.SOLD).count()
    assert sold + len(outcomes(results, HoldExpired)) == 30
    assert Stock.objects.get(pk=variant.pk).available == 30 - sold
    assert imbalances() == []


def test_the_same_hold_released_many_times_at_once_comes_back_once() -> None:
    variant = make_product(stock=5).default_variant
    row = claim(variant, 5)()[0]
    results = race([partial(release, [row.pk], origin=Reservation.State.HELD)] * 10)
    assert sum(results) == 5
    assert imbalances() == []


@pytest.mark.postgres
def test_who_waited_for_the_lock_is_told_what_is_left_after_it() -> None:
    variant = make_product(stock=2).default_variant
    waiting: list[object] = []
    with transaction.atomic():
        claim(variant)()
        thread = Thread(target=lambda: waiting.extend(race([claim(variant, 2)])))
        thread.start()
        wait_until_somebody_waits_for_a_lock()
    thread.join(timeout=30)
    (refused,) = waiting
    assert isinstance(refused, OutOfStock)
    assert refused.left == 1


@pytest.mark.postgres
def test_who_waited_for_the_lock_gets_what_came_back_meanwhile() -> None:
    variant, other = (make_product(stock=1).default_variant for _ in range(2))
    row = claim(variant)()[0]
    both = partial(reserve, [Claim(variant.pk, 1, 900), Claim(other.pk, 1, 900)], claimant="test")
    waiting: list[object] = []
    with transaction.atomic():
        lock_stocks([variant.pk])
        thread = Thread(target=lambda: waiting.extend(race([both])))
        thread.start()
        wait_until_somebody_waits_for_a_lock(or_until=lambda: bool(waiting))
        release([row.pk], origin=Reservation.State.HELD)
    thread.join(timeout=30)
    assert outcomes(waiting, OutOfStock) == []
    assert imbalances() == []


@pytest.mark.postgres
def test_a_lock_that_is_not_to_be_had_in_time_means_busy_not_sold_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(locking, "LOCK_TIMEOUT_MS", 50)
    variant = make_product(stock=2).default_variant
    locked, done = Event(), Event()

    def keep_the_lock() -> None:
        with transaction.atomic():
            lock_stocks([variant.pk])
            locked.set()
            done.wait(timeout=30)
        connection.close()

    thread = Thread(target=keep_the_lock)
    thread.start()
    locked.wait(timeout=30)
    (refused,) = race([claim(variant)])
    done.set()
    thread.join(timeout=30)
    assert isinstance(refused, Busy)


@pytest.mark.postgres
def test_the_sweeper_passes_by_what_is_locked() -> None:
    variant = make_product(stock=2).default_variant
    claim(variant)()
    Reservation.objects.update(expires_at=Now() - timedelta(seconds=1))
    with transaction.atomic():
        lock_stocks([variant.pk])
        assert race([sweep_expired_holds]) == [0]
    assert sweep_expired_holds() == 1


def sweep_until_nothing_is_held() -> None:
    while Reservation.objects.filter(state=Reservation.State.HELD).exists():
        sweep_expired_holds()
