"""Shops of several sizes on one PostgreSQL, each a database of its own, filled by the shop's importer."""

import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from bench.pages import goods
from deploy.local.console import Refusal
from deploy.local.full import Full
from deploy.local.paths import ROOT
from deploy.local.processes import free_port, run_quietly, start
from deploy.local.readying import ready
from deploy.local.servers import Postgres, Redis, private

PYTHON = Path(sys.executable)


@dataclass(frozen=True)
class Import:
    """A run of the importer: how many rows, in how many seconds, with how many megabytes at most."""

    rows: int
    repeated: bool
    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Shelf:
    """A shop of a size: its environment, its database, and how it was filled."""

    size: int
    env: Mapping[str, str]
    database: str
    imports: tuple[Import, ...]


@contextmanager
def filled(sizes: Sequence[int], given: Path | None, place: Path) -> Iterator[list[Shelf]]:
    """Yield a shop of each size, of generated products or of those of a file. Raises Refusal."""
    with private(Postgres) as database, private(Redis) as redis:
        yield [
            _shelf(size, given, place, _named(database.url, f"shop_{size}"), _named(redis.url, str(number)))
            for number, size in enumerate(sizes)
        ]


def imported(file: Path, env: Mapping[str, str], *, rows: int, repeated: bool = False) -> Import:
    """Import a file in a process of its own, and see what it took. Raises Refusal."""
    log = file.with_suffix(".log")
    began = time.monotonic()
    with log.open("wb") as output:
        child = start([PYTHON, ROOT / "manage.py", "import_products", file], env=env, output=output)
        _, status, usage = os.wait4(child.pid, 0)
    seconds = time.monotonic() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise Refusal(f"{log.read_text()}\nThe products could not be loaded.")
    return Import(rows, repeated, seconds, usage.ru_maxrss / 1024)


def said_by(env: Mapping[str, str], *module: str) -> str:
    """Run a module in a shop's environment; return what it says. Raises Refusal."""
    code, said = run_quietly([PYTHON, "-m", *module], env=env)
    if code:
        raise Refusal(f"{said}\nThe pages could not be measured.")
    return said


def _named(server: str, name: str) -> str:
    """Return the address of another database of the same server."""
    return f"{server.rpartition('/')[0]}/{name}"


def _shelf(size: int, given: Path | None, place: Path, database: str, redis: str) -> Shelf:
    _run(_named(database, "postgres"), f"CREATE DATABASE shop_{size}")
    full = Full("127.0.0.1", free_port(), place / str(size), PYTHON)
    full.folder.mkdir()
    env = full.environment(database, redis)
    ready(full.folder, full.python, env, demo=False)
    file = goods.write(full.folder / "goods.csv", size, given)
    imports = tuple(imported(file, env, rows=size, repeated=again) for again in (False, True))
    # What autovacuum would do in its own time, so that it does not while time is taken.
    _run(database, "VACUUM ANALYZE", "CHECKPOINT")
    return Shelf(size, env, database, imports)


def _run(database: str, *statements: str) -> None:
    with closing(psycopg2.connect(database)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        for statement in statements:
            cursor.execute(statement)
