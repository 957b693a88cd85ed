"""What a test run consists of, and which of it the arguments ask for."""

from dataclasses import dataclass
from pathlib import Path

from deploy.local.browsers import CHROMIUM, FIREFOX, WEBKIT, Engine
from deploy.local.paths import ROOT

# The pytest options whose value might look like a path.
TAKES_A_VALUE = {"-k", "-m", "-p", "-o", "-c"}


@dataclass(frozen=True)
class Stage:
    """One pytest process and what it tests when no path is named, in which browser."""

    name: str
    paths: tuple[str, ...]
    engine: Engine | None = None
    but: tuple[str, ...] = ()  # what another stage has

    @property
    def flags(self) -> list[str]:
        """What pytest is told of it."""
        return [f"--browser={self.engine.name}"] if self.engine else []


SQLITE = Stage("sqlite", ("shop", "components", "deploy", "bench"))
POSTGRES = Stage("postgres", ("shop", "components", "bench"))
LOOKS = Stage("looks", ("e2e/looks",), CHROMIUM)
E2E = Stage("e2e", ("e2e",), CHROMIUM, but=LOOKS.paths)
SALES = Stage("loadtest", ("loadtest",))
IN_FIREFOX = Stage("firefox", ("e2e/critical", "e2e/test_reviews.py"), FIREFOX)
IN_WEBKIT = Stage("webkit", ("e2e/critical",), WEBKIT)
# Two processors have two at a time to do; the last of a round is in view.
ROUNDS: tuple[tuple[tuple[Stage, ...], ...], ...] = (
    ((SQLITE,), (POSTGRES,)),
    ((SALES, IN_FIREFOX, IN_WEBKIT, LOOKS), (E2E,)),
)
STAGES = tuple(stage for lanes in ROUNDS for lane in lanes for stage in lane)


def chosen(only: str | None, arguments: list[str]) -> list[Stage]:
    """Return the stages asked for by name, else those that a named path belongs to, else all."""
    if only:
        return [stage for stage in STAGES if stage.name == only]
    named = _paths(arguments)
    return [stage for stage in STAGES if not named or any(_is_of(stage, path) for path in named)]


def of_stage(stage: Stage, arguments: list[str]) -> list[str]:
    """Return pytest's arguments without other stages' paths, and with the stage's own if none is named."""
    named = _paths(arguments)
    elsewhere = [path for path in named if not _is_of(stage, path)]
    whole = [*stage.paths, *(f"--ignore={path}" for path in stage.but)]
    return [part for part in arguments if part not in elsewhere] + ([] if named else whole)


def _is_of(stage: Stage, path: str) -> bool:
    return _within(path, stage.paths) and not _within(path, stage.but)


def _within(path: str, tops: tuple[str, ...]) -> bool:
    return any(Path(path.partition("::")[0]).is_relative_to(top) for top in tops)


def _paths(arguments: list[str]) -> list[str]:
    before = ["", *arguments]
    plain = [
        part
        for option, part in zip(before, arguments, strict=False)
        if option not in TAKES_A_VALUE and not part.startswith("-")
    ]
    return [part for part in plain if (ROOT / part.split("::")[0]).exists()]
