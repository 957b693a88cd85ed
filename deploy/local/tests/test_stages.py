import pytest

from deploy.local.testing import E2E, IN_FIREFOX, IN_WEBKIT, POSTGRES, SQLITE, STAGES, Stage, chosen


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
        (None, ["loadtest"], [E2E]),
        (None, ["e2e/critical"], [E2E, IN_FIREFOX, IN_WEBKIT]),
        ("firefox", [], [IN_FIREFOX]),
        (None, ["bench"], [SQLITE, POSTGRES]),
    ],
)
def test_a_run_has_the_stages_its_arguments_ask_for(
    only: str | None, arguments: list[str], stages: list[Stage]
) -> None:
    assert chosen(only, arguments) == stages
