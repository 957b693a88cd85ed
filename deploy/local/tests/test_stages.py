import pytest

from deploy.local.stages import (
    E2E,
    IN_FIREFOX,
    IN_WEBKIT,
    LOOKS,
    POSTGRES,
    SALES,
    SQLITE,
    STAGES,
    Stage,
    chosen,
    of_stage,
)


@pytest.mark.parametrize(
    "only, arguments, stages",
    [
        (None, [], [*STAGES]),
        (None, ["-k", "cart"], [*STAGES]),
        (None, ["-k", "shop"], [*STAGES]),
        ("postgres", [], [POSTGRES]),
        (None, ["shop/money.py"], [SQLITE, POSTGRES]),
        (None, ["e2e/conftest.py::test_it", "-x"], [E2E]),
        (None, ["deploy"], [SQLITE]),
        (None, ["loadtest"], [SALES]),
        (None, ["e2e/critical"], [IN_FIREFOX, IN_WEBKIT, E2E]),
        (None, ["e2e/looks"], [LOOKS]),
        ("firefox", [], [IN_FIREFOX]),
        (None, ["bench"], [SQLITE, POSTGRES]),
    ],
)
def test_a_run_has_the_stages_its_arguments_ask_for(
    only: str | None, arguments: list[str], stages: list[Stage]
) -> None:
    assert chosen(only, arguments) == stages


def test_what_a_stage_of_its_own_has_is_not_walked_twice_unless_asked_for() -> None:
    assert of_stage(E2E, []) == ["e2e", "--ignore=e2e/looks"]
    assert of_stage(E2E, ["e2e"]) == ["e2e"]
    assert of_stage(LOOKS, []) == ["e2e/looks"]
