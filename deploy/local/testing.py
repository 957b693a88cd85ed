"""The whole test run: on SQLite, beside it on PostgreSQL with Redis, and then in the browser."""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from deploy.local import assets, browsers, environment, servers
from deploy.local.console import Refusal, say
from deploy.local.paths import PYTHON, ROOT
from deploy.local.processes import attend, start, stop

NOTHING_COLLECTED = 5
# The pytest options whose value might look like a path.
TAKES_A_VALUE = {"-k", "-m", "-p", "-o", "-c"}


@dataclass(frozen=True)
class Stage:
    """One pytest process and what it tests when no path is named."""

    name: str
    paths: tuple[str, ...]


SQLITE = Stage("sqlite", ("shop", "components", "deploy", "bench"))
POSTGRES = Stage("postgres", ("shop", "components", "bench"))
E2E = Stage("e2e", ("e2e", "loadtest"))
STAGES = (SQLITE, POSTGRES, E2E)


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
    results = list(_results(chosen(only, arguments), arguments))
    say("")
    for result in results:
        say(f"{result.stage.name + ':':<10}{result.summary}")
    return 1 if any(result.code for result in results) else 0


def chosen(only: str | None, arguments: list[str]) -> list[Stage]:
    """Return the stages asked for by name, else those that a named path belongs to, else all."""
    if only:
        return [stage for stage in STAGES if stage.name == only]
    tops = {Path(path).parts[0] for path in _paths(arguments)}
    return [stage for stage in STAGES if not tops or tops & set(stage.paths)]


def _of_stage(stage: Stage, arguments: list[str]) -> list[str]:
    """Return pytest's arguments without other stages' paths, and with the stage's own if none is named."""
    named = _paths(arguments)
    elsewhere = [path for path in named if Path(path).parts[0] not in stage.paths]
    return [part for part in arguments if part not in elsewhere] + ([] if named else list(stage.paths))


def _paths(arguments: list[str]) -> list[str]:
    before = ["", *arguments]
    plain = [
        part
        for option, part in zip(before, arguments, strict=False)
        if option not in TAKES_A_VALUE and not part.startswith("-")
    ]
    return [part for part in plain if (ROOT / part.split("::")[0]).exists()]


def _results(stages: list[Stage], arguments: list[str]) -> Iterator[Result]:
    """Run one stage after the other, but SQLite, which needs no server, beside PostgreSQL."""
    if not {SQLITE, POSTGRES} <= set(stages):
        yield from (_result(stage, arguments) for stage in stages)
        return
    with tempfile.TemporaryFile() as written, _around(SQLITE) as env:
        beside = _Pytest(SQLITE, arguments, env, written)
        try:
            yield _result(POSTGRES, arguments)
            say(f"\n— {SQLITE.name}, which ran beside it")
            result = beside.result()
        finally:
            stop(beside.child)
        written.seek(0)
        sys.stdout.buffer.write(written.read())
        yield result
    if E2E in stages:
        yield _result(E2E, arguments)


def _result(stage: Stage, arguments: list[str]) -> Result:
    say(f"\n— {stage.name}")
    try:
        with _around(stage) as env:
            return _Pytest(stage, arguments, env).result()
    except Refusal as refusal:
        say(str(refusal))
        return Result(stage, 1, "not run: " + str(refusal).splitlines()[-1])


@contextmanager
def _around(stage: Stage) -> Iterator[Mapping[str, str]]:
    """Yield what the stage adds to the environment, with its servers running. Raises Refusal."""
    if stage is POSTGRES:
        database = servers.postgres(os.environ.get("FASTSHOP_TEST_DATABASE_URL"))
        broker = servers.redis(os.environ.get("FASTSHOP_TEST_REDIS_URL"))
        with database as database_url, broker as redis_url:
            yield {"FASTSHOP_TEST_DATABASE_URL": database_url, "FASTSHOP_TEST_REDIS_URL": redis_url}
    elif stage is E2E:
        yield {"FASTSHOP_CHROMIUM": str(browsers.ensure(browsers.CHROMIUM))}
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
        command = [PYTHON, "-m", "pytest", kept, *said, *_of_stage(stage, arguments)]
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
