"""Rounds made up by hand: a fair one, and one for everything that can go wrong."""

from dataclasses import replace

import pytest

from bench.stress.rounds import Round
from bench.stress.scene import Shelf
from bench.stress.told import NEVER, Delivery, Diary, Promise, Refused
from bench.stress.verdict import Facts, verdict

STAMPEDE, CHURN = Round(seed=2, actors=1, attempts=3), Round(seed=3, actors=1, attempts=3)
CAME_IN = Delivery(variant=1, units=2, asked=0, told=10)
BOUGHT = Promise(reservation=1, variant=1, quantity=2, asked=20, told=30, sure_until=NEVER, gone=NEVER)
REFUSED = Refused(variant=1, wanted=1, left=0, asked=40, told=50)
SHELF = Shelf(variant=1, sku="A", available=0, entered=2, claimed=2, standing=2)
ALL = {"promises": [BOUGHT], "refusals": [REFUSED], "deliveries": [CAME_IN]}
FAIR = Facts(CHURN, over=100, diary=Diary(**ALL), shelves=[SHELF], audit=[])


def wrongs(fair: Facts = FAIR, **changed: object) -> list[str]:
    """Return the kinds of what is wrong with a fair round once it is changed."""
    return list(verdict(replace(fair, **changed)))


def told(**changed: object) -> Diary:
    return Diary(**ALL | changed)


@pytest.mark.parametrize("round_", [STAMPEDE, CHURN])
def test_all_units_bought_and_a_refusal_after_that_are_fair(round_: Round) -> None:
    assert wrongs(round=round_) == []


@pytest.mark.parametrize(
    "shelf",
    [
        replace(SHELF, available=-1),
        replace(SHELF, claimed=3),
        replace(SHELF, more_claimed=True),
    ],
)
def test_books_with_more_claims_than_units_are_oversold(shelf: Shelf) -> None:
    assert wrongs(shelves=[shelf]) == ["oversold"]


def test_more_promised_at_one_moment_than_had_come_in_is_oversold_whatever_the_books_say() -> None:
    soon_released = replace(BOUGHT, reservation=2, sure_until=40, gone=45)
    assert wrongs(diary=told(promises=[BOUGHT, soon_released])) == ["oversold"]


def test_a_refusal_before_the_units_were_claimed_is_undersold() -> None:
    early = replace(REFUSED, asked=12, told=18)
    assert wrongs(diary=told(refusals=[early])) == ["undersold"]


def test_a_refusal_while_the_units_were_being_claimed_is_fair() -> None:
    assert wrongs(diary=told(refusals=[replace(REFUSED, asked=12, told=22)])) == []


def test_a_refusal_that_names_enough_units_is_undersold() -> None:
    assert wrongs(diary=told(refusals=[replace(REFUSED, left=1)])) == ["undersold"]


def test_a_unit_left_after_a_stampede_that_refused_somebody_is_undersold_even_if_the_refusal_came_first() -> (
    None
):
    one = replace(BOUGHT, quantity=1)
    overlapping = replace(REFUSED, wanted=2, asked=12, told=22)
    left = replace(SHELF, available=1, claimed=1, standing=1)
    fair = replace(FAIR, round=STAMPEDE, diary=told(promises=[one], refusals=[overlapping]), shelves=[left])
    assert wrongs(fair) == []
    assert wrongs(fair, diary=told(promises=[one], refusals=[replace(overlapping, wanted=1)])) == [
        "undersold"
    ]


def test_units_that_are_left_and_cannot_be_claimed_are_undersold() -> None:
    assert wrongs(shelves=[replace(SHELF, rest_claimed=False)]) == ["undersold"]


def test_what_the_audit_says_is_unbalanced() -> None:
    assert wrongs(audit=["A: 2 units came in, 3 are accounted for."]) == ["unbalanced"]


def test_a_promise_that_the_books_do_not_have_misleads() -> None:
    assert wrongs(shelves=[replace(SHELF, available=1, claimed=1, standing=1)]) == ["misled"]


def test_units_in_the_books_that_nobody_was_promised_mislead() -> None:
    fewer = told(promises=[replace(BOUGHT, quantity=1)], refusals=[])
    assert wrongs(diary=fewer) == ["misled"]


def test_an_answer_that_contradicts_another_misleads() -> None:
    assert wrongs(diary=told(lies=["hold 1 had run out and was sold"])) == ["misled"]


def test_an_exception_that_no_verb_names_is_no_answer() -> None:
    assert wrongs(diary=told(errors=["ZeroDivisionError()"])) == ["unanswered"]
