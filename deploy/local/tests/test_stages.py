import pytest

from deploy.local.stages import E2E, IN_FIREFOX, IN_WEBKIT, POSTGRES, SALES, SQLITE, STAGES, Stage, chosen


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
        ("firefox", [], [IN_FIREFOX]),
        (None, ["bench"], [SQLITE, POSTGRES]),
    ],
)
def test_a_run_has_the_stages_its_arguments_ask_for(
    only: str | None, arguments: list[str], stages: list[Stage]
) -> None:
    assert chosen(only, arguments) == stages
