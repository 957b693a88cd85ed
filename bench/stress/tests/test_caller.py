"""A caller notices when the shop breaks its word to it."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from bench.stress.caller import Caller
from bench.stress.told import NEVER, Promise, now
from shop.catalogue.tests.factories import make_product
from shop.inventory.models import Reservation
from shop.inventory.releasing import release
from shop.inventory.reservations import Claim

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def holder(seconds: int = 900) -> tuple[Caller, Promise]:
    """Return a caller that holds two of three units, and its promise."""
    caller = Caller("test")
    caller.claim([Claim(make_product(stock=3).default_variant.pk, 2, seconds)])
    return caller, caller.diary.promises[0]


def take_away(promise: Promise) -> None:
    release([promise.reservation], origin=Reservation.State.HELD)


def test_a_hold_that_is_bought_and_cancelled_ends_with_the_cancellation() -> None:
    caller, promise = holder()
    caller.confirm([promise])
    assert promise.sure_until == promise.gone == NEVER
    caller.cancel(promise)
    assert promise.sure_until <= promise.gone <= now()
    assert caller.diary.lies == []


def test_a_resized_hold_ends_and_another_begins() -> None:
    caller, promise = holder()
    caller.resize(promise, 3, 900)
    again = caller.diary.promises[1]
    assert (again.reservation, again.quantity) == (promise.reservation, 3)
    assert again.asked <= promise.gone <= again.told < again.gone


def test_a_refused_resize_counts_only_the_units_that_were_missing() -> None:
    caller, promise = holder()
    caller.resize(promise, 5, 900)
    (refused,) = caller.diary.refusals
    assert (refused.wanted, refused.left) == (3, 1)


def test_a_live_hold_that_cannot_be_bought_is_a_lie() -> None:
    caller, promise = holder()
    take_away(promise)
    caller.confirm([promise])
    assert len(caller.diary.lies) == 1


def test_a_live_hold_that_gives_nothing_back_is_a_lie() -> None:
    caller, promise = holder()
    take_away(promise)
    caller.give_back(promise)
    assert len(caller.diary.lies) == 1


def test_a_hold_that_is_bought_after_it_ran_out_is_a_lie() -> None:
    caller, promise = holder(seconds=0)
    Reservation.objects.update(expires_at=Now() + timedelta(minutes=1))
    caller.confirm([promise])
    assert len(caller.diary.lies) == 1


def test_a_hold_that_ran_out_may_be_refused_and_may_give_nothing_back() -> None:
    caller, promise = holder(seconds=0)
    caller.sweep()
    caller.give_back(promise)
    caller.claim([Claim(promise.variant, 2, 0)])
    caller.confirm([caller.diary.promises[1]])
    assert caller.diary.lies == []
    assert caller.held == {}


def test_who_leaves_keeps_what_it_holds_for_long_and_gives_the_rest_back() -> None:
    caller, promise = holder()
    caller.claim([Claim(promise.variant, 1, 1)])
    caller.leave(horizon=60_000_000)
    brief = caller.diary.promises[1]
    assert brief.gone <= now() < promise.gone
    assert set(Reservation.objects.values_list("pk", "state")) == {
        (promise.reservation, "held"),
        (brief.reservation, "released"),
    }
