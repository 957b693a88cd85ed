import pytest

from bench.stress.rounds import Kind, rounds


def test_at_least_as_many_attempts_are_made_as_were_asked_for_half_of_them_in_stampedes() -> None:
    planned = rounds(25_001, actors=12, seed=7)
    attempts = {
        kind: sum(round_.actors * round_.attempts for round_ in planned if round_.kind is kind)
        for kind in Kind
    }
    assert sum(attempts.values()) >= 25_001
    assert attempts[Kind.STAMPEDE] == attempts[Kind.CHURN]


@pytest.mark.parametrize("attempts", [1, 600, 19_999, 20_001, 1_000_000])
def test_a_round_comes_again_as_the_first_of_two_from_its_own_seed(attempts: int) -> None:
    failed = rounds(attempts, actors=12, seed=7)[-1]
    again = rounds(2 * failed.actors * failed.attempts, actors=12, seed=failed.seed)
    assert again[0] == failed
    assert again[0].stock() == failed.stock()
    assert len(again) == 2
