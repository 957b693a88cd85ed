"""The whole test run: on SQLite, on PostgreSQL with Redis, and in the browser."""

import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local import assets, browsers, environment, servers
from deploy.local.console import Refusal, say
from deploy.local.paths import PYTHON, ROOT
from deploy.local.processes import run

NOTHING_COLLECTED = 5
# The pytest options whose value might look like a path.
TAKES_A_VALUE = {"-k", "-m", "-p", "-o", "-c"}


@dataclass(frozen=True)
class Stage:
    """One pytest process and what it tests when no path is named."""

    name: str
    paths: tuple[str, ...]


SQLITE = Stage("sqlite", ("shop", "components", "deploy"))
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
    """Run the stages one after the other and return 0 when all passed. `arguments` are pytest's."""
    environment.prepare("dev")
    assets.build()
    results = [_result(stage, arguments) for stage in chosen(only, arguments)]
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


def _result(stage: Stage, arguments: list[str]) -> Result:
    say(f"\n— {stage.name}")
    try:
        with _around(stage) as env:
            return _pytest(stage, arguments, env)
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
        yield {"FASTSHOP_CHROMIUM": str(browsers.ensure_chromium())}
    else:
        yield {"FASTSHOP_TEST_DATABASE_URL": "", "FASTSHOP_TEST_REDIS_URL": ""}


def _pytest(stage: Stage, arguments: list[str], env: Mapping[str, str]) -> Result:
    with tempfile.NamedTemporaryFile("r", prefix="fastshop-summary-") as summary:
        env = os.environ | env | {"FASTSHOP_TEST_SUMMARY": summary.name}
        began = time.monotonic()
        code = run([PYTHON, "-m", "pytest", *_of_stage(stage, arguments)], env=env)
        said = f"{counts} in {time.monotonic() - began:.0f}s" if (counts := summary.read()) else ""
    if code == NOTHING_COLLECTED and arguments:
        return Result(stage, 0, said or "nothing here matched")
    return Result(stage, code, said or f"pytest gave up with exit code {code}")
