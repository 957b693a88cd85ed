"""What follows from answers alone, when calls overlap."""

import pytest

from bench.stress.bounds import Bounds
from bench.stress.told import NEVER, Delivery, Promise

CAME_IN = Delivery(variant=1, units=5, asked=0, told=10)


def promise(quantity: int, asked: int, told: int, sure_until: int = NEVER, gone: int = NEVER) -> Promise:
    return Promise(1, 1, quantity, asked, told, sure_until, gone)


@pytest.mark.parametrize(
    "standing, free",
    [
        (promise(2, asked=20, told=30), 3),
        (promise(2, asked=120, told=130), 3),  # asked for while the refusal was under way
        (promise(2, asked=121, told=130), 5),
        (promise(2, asked=20, told=30, sure_until=90, gone=99), 5),
        (promise(2, asked=20, told=30, sure_until=90, gone=100), 3),  # given back while it was under way
    ],
)
def test_whatever_may_have_been_promised_meanwhile_is_not_surely_free(standing: Promise, free: int) -> None:
    assert Bounds([CAME_IN], [standing]).surely_free(asked=100, told=120) == free


def test_what_came_in_meanwhile_is_not_surely_free() -> None:
    assert Bounds([CAME_IN], []).surely_free(asked=9, told=20) == 0


def test_more_promised_at_one_moment_than_had_come_in_is_found() -> None:
    promises = [promise(3, 20, 30, sure_until=60), promise(3, 40, 50), promise(1, 70, 80)]
    assert Bounds([CAME_IN], promises).worst() == (6, 5)


def test_a_promise_that_may_have_ended_before_the_next_was_made_is_not_held_against_it() -> None:
    promises = [promise(5, 20, 30, sure_until=50), promise(5, 40, 50)]
    promised, arrived = Bounds([CAME_IN], promises).worst()
    assert promised <= arrived


def test_a_hold_that_ran_out_before_its_caller_knew_of_it_blocks_nobody() -> None:
    promises = [promise(5, 20, 60, sure_until=40, gone=40), promise(5, 41, 50)]
    promised, arrived = Bounds([CAME_IN], promises).worst()
    assert promised <= arrived
