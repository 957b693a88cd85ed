"""The whole test run: on SQLite, beside it on PostgreSQL with Redis, and then in the browsers.

Then Chromium walks the journeys, and beside it sales are held, and the other engines have their turn.
"""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import IO, Self

from deploy.local import assets, browsers, environment, servers
from deploy.local.browsers import CHROMIUM
from deploy.local.console import Refusal, say
from deploy.local.paths import PYTHON
from deploy.local.processes import attend, start, stop
from deploy.local.stages import POSTGRES, ROUNDS, Stage, chosen, of_stage

NOTHING_COLLECTED = 5
FIRST_SHOP = "FASTSHOP_FIRST_SHOP"  # names the folder in which a run's shops find how they begin
_INSTALLING = Lock()  # one of apt's at a time


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
    with first_shop():
        return told(list(_results(chosen(only, arguments), arguments)))


@contextmanager
def first_shop() -> Iterator[None]:
    """Give the shops of a run a place to share how they begin: to fill one takes longer than to start it."""
    with tempfile.TemporaryDirectory(prefix="fastshop-first-") as place:
        os.environ[FIRST_SHOP] = place
        try:
            yield
        finally:
            del os.environ[FIRST_SHOP]


def told(results: list[Result]) -> int:
    """Say how the stages ended, and return 0 when none failed."""
    say("")
    for each in results:
        say(f"{each.stage.name + ':':<10}{each.summary}")
    return 1 if any(each.code for each in results) else 0


def _results(stages: list[Stage], arguments: list[str]) -> Iterator[Result]:
    for lanes in ROUNDS:
        asked = [[stage for stage in lane if stage in stages] for lane in lanes]
        yield from _side_by_side([lane for lane in asked if lane], arguments)


def _side_by_side(lanes: list[list[Stage]], arguments: list[str]) -> Iterator[Result]:
    """Run lanes at once, each one's stages one after the other, and the last of them in view."""
    with ExitStack() as stack:
        beside = [stack.enter_context(_beside(lane, arguments)) for lane in lanes[:-1]]
        for lane in lanes[-1:]:
            yield from (result(stage, arguments) for stage in lane)
        for ended in beside:
            yield from ended()


def result(stage: Stage, arguments: list[str], *, required: bool = False) -> Result:
    """Run a stage. Where its browser cannot be had, it fails only if `required`, or in Chromium."""
    say(f"\n— {stage.name}")
    with _started(stage, arguments, required=required) as ended:
        return ended()


@contextmanager
def _beside(lane: list[Stage], arguments: list[str]) -> Iterator[Callable[[], list[Result]]]:
    """Run stages out of sight, and yield what waits for their end and says what they wrote."""
    with tempfile.TemporaryFile() as written, ThreadPoolExecutor(1) as thread, _Unseen(written) as unseen:
        results = thread.submit(unseen.run, lane, arguments)

        def outcome() -> list[Result]:
            came_to = results.result()
            say(f"\n— {', '.join(stage.name for stage in lane)}: what ran beside it")
            written.seek(0)
            sys.stdout.buffer.write(written.read())
            return came_to

        yield outcome


class _Unseen:
    """Runs stages one after the other with their words in a file. Left early, it stops the one that runs."""

    def __init__(self, written: IO[bytes]) -> None:
        self.written, self.running, self.left = written, ExitStack(), False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.left = True
        self.running.close()

    def run(self, lane: list[Stage], arguments: list[str]) -> list[Result]:
        """Return how they ended."""
        return [self._one(stage, arguments) for stage in lane if not self.left]

    def _one(self, stage: Stage, arguments: list[str]) -> Result:
        ended = self.running.enter_context(_started(stage, arguments, self.written))
        return ended()


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
        with _INSTALLING:
            found = browsers.ensure(stage.engine)
        yield {stage.engine.variable: str(found)}
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
        command = [PYTHON, "-m", "pytest", kept, *said, *stage.flags, *of_stage(stage, arguments)]
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
