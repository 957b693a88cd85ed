"""Every two verbs that can meet, in real threads: no deadlock, no surprise, books that balance."""

from itertools import combinations_with_replacement

import pytest
from django.db import transaction

from shop.inventory import locking
from shop.inventory.audit import imbalances
from shop.inventory.models import Reservation
from shop.inventory.releasing import release
from shop.inventory.tests.races import race
from shop.orders.audit import disagreements
from shop.orders.tests.meeting import VERBS, Scene, expire, set_scene

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

# How soon the holds run out, by round, where one of the two is the sweeper.
ROUNDS = (0, 5, 15)


@pytest.mark.parametrize("one, other", list(combinations_with_replacement(VERBS, 2)))
def test_two_verbs_that_meet_leave_the_books_balanced(
    one: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "ATTEMPTS", 1)  # so that a deadlock shows
    monkeypatch.setattr(locking, "LOCK_TIMEOUT_MS", 30_000)
    for milliseconds in ROUNDS:
        with transaction.atomic():
            scene = set_scene()
            calls = [VERBS[one].call(scene, other), VERBS[other].call(scene, one)]
        if "sweep" in (one, other):
            expire(Reservation.objects.all(), milliseconds=milliseconds)
        assert surprises(race(calls * 2), (one, other) * 2) == []
        books_balance(scene)


def surprises(results: list[object], verbs: tuple[str, ...]) -> list[tuple[str, object]]:
    return [
        (verb, result)
        for verb, result in zip(verbs, results, strict=True)
        if isinstance(result, Exception) and not isinstance(result, VERBS[verb].refusals)
    ]


def books_balance(scene: Scene) -> None:
    assert imbalances() == []
    release(scene.loose, origin=Reservation.State.SOLD)  # what was confirmed here belongs to no order
    assert [*imbalances(), *disagreements()] == []
