"""The whole test run: on SQLite, beside it on PostgreSQL with Redis, and then in the browsers."""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from deploy.local import assets, browsers, environment, servers
from deploy.local.browsers import CHROMIUM, FIREFOX, WEBKIT, Engine
from deploy.local.console import Refusal, say
from deploy.local.paths import PYTHON, ROOT
from deploy.local.processes import attend, start, stop

NOTHING_COLLECTED = 5
# The pytest options whose value might look like a path.
TAKES_A_VALUE = {"-k", "-m", "-p", "-o", "-c"}


@dataclass(frozen=True)
class Stage:
    """One pytest process and what it tests when no path is named, in which browser."""

    name: str
    paths: tuple[str, ...]
    engine: Engine | None = None

    @property
    def flags(self) -> list[str]:
        """What pytest is told of it."""
        return [f"--browser={self.engine.name}"] if self.engine else []


SQLITE = Stage("sqlite", ("shop", "components", "deploy", "bench"))
POSTGRES = Stage("postgres", ("shop", "components", "bench"))
E2E = Stage("e2e", ("e2e", "loadtest"), CHROMIUM)
IN_FIREFOX = Stage("firefox", ("e2e/critical", "e2e/test_reviews.py"), FIREFOX)
IN_WEBKIT = Stage("webkit", ("e2e/critical",), WEBKIT)
STAGES = (SQLITE, POSTGRES, E2E, IN_FIREFOX, IN_WEBKIT)


@dataclass(frozen=True)
class Result:
    """How a stage ended: pytest's exit code and its own summary line."""

    stage: Stage
    code: int
    summary: str


def test(only: str | None, arguments: list[str]) -> int:
    """Run the stages and return 0 when all passed. `arguments` are pytest's."""
    environment.prepare("dev")
    assets.build()
    return told(list(_results(chosen(only, arguments), arguments)))


def told(results: list[Result]) -> int:
    """Say how the stages ended, and return 0 when none failed."""
    say("")
    for each in results:
        say(f"{each.stage.name + ':':<10}{each.summary}")
    return 1 if any(each.code for each in results) else 0


def chosen(only: str | None, arguments: list[str]) -> list[Stage]:
    """Return the stages asked for by name, else those that a named path belongs to, else all."""
    if only:
        return [stage for stage in STAGES if stage.name == only]
    named = _paths(arguments)
    return [stage for stage in STAGES if not named or any(_is_of(stage, path) for path in named)]


def _of_stage(stage: Stage, arguments: list[str]) -> list[str]:
    """Return pytest's arguments without other stages' paths, and with the stage's own if none is named."""
    named = _paths(arguments)
    elsewhere = [path for path in named if not _is_of(stage, path)]
    return [part for part in arguments if part not in elsewhere] + ([] if named else list(stage.paths))


def _is_of(stage: Stage, path: str) -> bool:
    return any(Path(path.partition("::")[0]).is_relative_to(top) for top in stage.paths)


def _paths(arguments: list[str]) -> list[str]:
    before = ["", *arguments]
    plain = [
        part
        for option, part in zip(before, arguments, strict=False)
        if option not in TAKES_A_VALUE and not part.startswith("-")
    ]
    return [part for part in plain if (ROOT / part.split("::")[0]).exists()]


def _results(stages: list[Stage], arguments: list[str]) -> Iterator[Result]:
    """Run both databases side by side, and then the browsers: what shoppers wait for is timed there."""
    without_browser = [stage for stage in stages if not stage.engine]
    with ExitStack() as stack:
        beside = [stack.enter_context(_beside(stage, arguments)) for stage in without_browser[:-1]]
        yield from (result(stage, arguments) for stage in without_browser[-1:])
        yield from (ended() for ended in beside)
    yield from (result(stage, arguments) for stage in stages if stage.engine)


def result(stage: Stage, arguments: list[str], *, required: bool = False) -> Result:
    """Run a stage. Where its browser cannot be had, it fails only if `required`, or in Chromium."""
    say(f"\n— {stage.name}")
    with _started(stage, arguments, required=required) as ended:
        return ended()


@contextmanager
def _beside(stage: Stage, arguments: list[str]) -> Iterator[Callable[[], Result]]:
    """Run a stage out of sight, and yield what waits for its end and says what it wrote."""
    with tempfile.TemporaryFile() as written, _started(stage, arguments, written) as ended:

        def outcome() -> Result:
            came_to = ended()
            say(f"\n— {stage.name}, which ran beside it")
            written.seek(0)
            sys.stdout.buffer.write(written.read())
            return came_to

        yield outcome


@contextmanager
def _started(
    stage: Stage, arguments: list[str], output: IO[bytes] | None = None, *, required: bool = False
) -> Iterator[Callable[[], Result]]:
    """Start a stage and yield what waits for its end; a stage that cannot be run has ended already."""
    with ExitStack() as stack:
        try:
            env = stack.enter_context(_around(stage))
        except Refusal as refusal:
            say(str(refusal))
            optional = stage.engine not in (None, CHROMIUM) and not required
            missing = Result(stage, 0 if optional else 1, "missing: " + str(refusal).splitlines()[-1])
            yield lambda: missing
            return
        running = _Pytest(stage, arguments, env, output)
        stack.callback(stop, running.child)
        yield running.result


@contextmanager
def _around(stage: Stage) -> Iterator[Mapping[str, str]]:
    """Yield what the stage adds to the environment, with its servers running. Raises Refusal."""
    if stage is POSTGRES:
        database = servers.postgres(os.environ.get("FASTSHOP_TEST_DATABASE_URL"))
        broker = servers.redis(os.environ.get("FASTSHOP_TEST_REDIS_URL"))
        with database as database_url, broker as redis_url:
            yield {"FASTSHOP_TEST_DATABASE_URL": database_url, "FASTSHOP_TEST_REDIS_URL": redis_url}
    elif stage.engine:
        yield {stage.engine.variable: str(browsers.ensure(stage.engine))}
    else:
        yield {"FASTSHOP_TEST_DATABASE_URL": "", "FASTSHOP_TEST_REDIS_URL": ""}


class _Pytest:
    """A stage's pytest: before the person at the keyboard, or out of sight with its words in `output`."""

    def __init__(
        self, stage: Stage, arguments: list[str], env: Mapping[str, str], output: IO[bytes] | None = None
    ) -> None:
        self.stage, self.arguments = stage, arguments
        self.summary = tempfile.NamedTemporaryFile("r", prefix="fastshop-summary-")  # noqa: SIM115
        self.began = time.monotonic()
        env = os.environ | env | {"FASTSHOP_TEST_SUMMARY": self.summary.name}
        said = ["--durations=25", "--durations-min=2"]  # where the time goes
        kept = f"--output=var/reports/{stage.name}"
        command = [PYTHON, "-m", "pytest", kept, *said, *stage.flags, *_of_stage(stage, arguments)]
        self.child = start(command, env=env, output=output, own_group=output is not None)

    def result(self) -> Result:
        """Wait until it has ended."""
        code = attend(self.child, signal.SIGINT)
        with self.summary as summary:
            counts = summary.read()
        said = f"{counts} in {time.monotonic() - self.began:.0f}s" if counts else ""
        if code == NOTHING_COLLECTED and self.arguments:
            return Result(self.stage, 0, said or "nothing here matched")
        return Result(self.stage, code, said or f"pytest gave up with exit code {code}")
