"""The combiner: many callers, one transaction, and an answer of its own for each."""

from functools import partial

import pytest
from django.db import DatabaseError, transaction
from django.db.transaction import TransactionManagementError

from bench.alternatives.combiner import Asked, Combiner, settled
from shop.catalogue.tests.factories import make_product
from shop.inventory.models import Reservation, Stock
from shop.inventory.reservations import Claim, OutOfStock
from shop.inventory.tests.races import outcomes, race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

HOLD = 900


def variant_of(units: int) -> int:
    return make_product(stock=units).default_variant_id


def held(variant: int) -> set[str]:
    return set(Reservation.objects.filter(variant=variant).values_list("claimant", flat=True))


def test_each_of_many_callers_gets_its_own_answer() -> None:
    variant, combiner = variant_of(25), Combiner()
    claim = Claim(variant, 1, HOLD)
    answers = race([partial(combiner.reserve, claim, claimant=f"caller {number}") for number in range(40)])
    granted = outcomes(answers, Reservation)
    assert (len(granted), len(outcomes(answers, OutOfStock))) == (25, 15)
    assert all(answer.claimant == f"caller {answers.index(answer)}" for answer in granted)
    assert held(variant) == {answer.claimant for answer in granted}
    assert Stock.objects.get(pk=variant).available == 0


def test_a_claim_that_is_too_big_leaves_its_units_to_those_beside_it() -> None:
    variant = variant_of(3)
    batch = [Asked(Claim(variant, units, HOLD), f"wants {units}") for units in (1, 9, 2)]
    one, nine, two = settled(batch)
    assert isinstance(nine, OutOfStock)
    assert (nine.wanted, nine.left) == (9, 2)
    assert (one.quantity, two.quantity) == (1, 2)
    assert held(variant) == {"wants 1", "wants 2"}


def test_a_claim_that_the_database_refuses_fails_alone() -> None:
    variant = variant_of(5)
    claim = Claim(variant, 1, HOLD)
    first, bad, last = settled([Asked(claim, "first"), Asked(claim, None), Asked(claim, "last")])
    assert isinstance(bad, DatabaseError)
    assert {first.claimant, last.claimant} == held(variant) == {"first", "last"}
    assert Stock.objects.get(pk=variant).available == 3


def test_a_batch_has_one_touch_of_the_counter() -> None:
    variant = variant_of(5)
    before = Stock.objects.get(pk=variant).version
    settled([Asked(Claim(variant, 1, HOLD), f"caller {number}") for number in range(4)])
    assert Stock.objects.get(pk=variant).version == before + 1


def test_it_refuses_to_run_inside_a_transaction_and_serves_the_next_caller() -> None:
    claim, combiner = Claim(variant_of(1), 1, HOLD), Combiner()
    with transaction.atomic(), pytest.raises(TransactionManagementError):
        combiner.reserve(claim, claimant="inside")
    assert combiner.reserve(claim, claimant="outside").claimant == "outside"


def test_after_a_refusal_the_next_caller_is_served() -> None:
    variant, combiner = variant_of(1), Combiner()
    with pytest.raises(OutOfStock):
        combiner.reserve(Claim(variant, 2, HOLD), claimant="greedy")
    assert combiner.reserve(Claim(variant, 1, HOLD), claimant="modest").quantity == 1
