import pytest

from deploy.local.testing import E2E, POSTGRES, SQLITE, STARS, Stage, chosen


@pytest.mark.parametrize(
    "only, arguments, stages",
    [
        (None, [], [SQLITE, POSTGRES, E2E, STARS]),
        (None, ["-k", "cart"], [SQLITE, POSTGRES, E2E, STARS]),
        (None, ["-k", "shop"], [SQLITE, POSTGRES, E2E, STARS]),
        ("postgres", [], [POSTGRES]),
        (None, ["shop/money.py"], [SQLITE, POSTGRES]),
        (None, ["e2e/conftest.py::test_it", "-x"], [E2E]),
        (None, ["deploy"], [SQLITE]),
        (None, ["loadtest"], [E2E]),
        ("firefox", [], [STARS]),
        (None, ["bench"], [SQLITE, POSTGRES]),
    ],
)
def test_a_run_has_the_stages_its_arguments_ask_for(
    only: str | None, arguments: list[str], stages: list[Stage]
) -> None:
    assert chosen(only, arguments) == stages
