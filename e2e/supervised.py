"""The full shape with each process in our own hands, to be killed and brought back one at a time."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg2

from deploy.local.full import Full
from deploy.local.paths import ROOT
from deploy.local.processes import Child, free_port, run_quietly, start, stop, wait_until
from deploy.local.readying import ready
from deploy.local.servers import Postgres, PrivateServer, Redis, private

PATIENCE = 60.0
KINDS = ("web", "live", "worker", "beat")
COMMANDS = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())


@dataclass
class Supervised:
    """A running shop, its servers and its processes."""

    full: Full
    database: PrivateServer
    redis: PrivateServer
    env: Mapping[str, str]
    children: dict[str, Child] = field(default_factory=dict)

    def start(self, kind: str) -> None:
        """Start a process as the Procfile says; "front" is what stands before them."""
        if kind == "front":
            self._spawn(kind, self.full.front(), self.env)
            return
        port = {"PORT": str(self.full.ports(kind)[0])} if kind in ("web", "live") else {}
        self._spawn(kind, ["/bin/sh", "-c", f"exec {COMMANDS[kind]}"], {**self.env, **port})

    def kill(self, kind: str) -> None:
        """Take a process and its children away without a word; return once they are gone."""
        child = self.children[kind]
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()

    def web_workers(self) -> list[psutil.Process]:
        """Return gunicorn's workers that are not dead."""
        children = psutil.Process(self.children["web"].pid).children()
        return [child for child in children if works(child)]

    def until(self, condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """Return once the condition holds. Raises Refusal when it does not in time."""
        wait_until(condition, self.children["web"], seconds=seconds, what=what)

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Ask the database, or tell it; return what it answers."""
        with psycopg2.connect(self.database.url) as connection, connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()

    def manage(self, *arguments: str | Path) -> str:
        """Run a management command and return what it wrote; it must succeed."""
        code, written = run_quietly([self.full.python, ROOT / "manage.py", *arguments], env=self.env)
        assert code == 0, written
        return written

    def complaints(self) -> str:
        """Return the last of what all processes wrote, without what is as usual."""
        lines = (self.full.folder / "log").read_text(errors="replace").splitlines()
        return "\n".join([line[:1000] for line in lines if '"level": "INFO"' not in line][-100:])

    def _spawn(self, kind: str, command: Any, env: Mapping[str, str]) -> None:
        with (self.full.folder / "log").open("ab") as log:
            self.children[kind] = start(command, env=env, output=log)


def works(process: psutil.Process) -> bool:
    """Return whether a process has more left than its exit code."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@contextmanager
def supervised(folder: Path, shelf: Path, settings: Mapping[str, str]) -> Iterator[Supervised]:
    """Run a shop that sells what is on the shelf; end every process of it. Raises Refusal."""
    folder.mkdir()
    full = Full("127.0.0.1", free_port(), folder, Path(sys.executable))
    with private(Postgres) as database, private(Redis) as redis:
        env = {**full.environment(database.url, redis.url), **settings}
        shop = Supervised(full, database, redis, env)
        ready(folder, full.python, env, demo=False)
        shop.manage("import_products", shelf)
        try:
            for kind in (*KINDS, "front"):
                shop.start(kind)
            shop.until(full.answers, "The shop")
            yield shop
        finally:
            for child in shop.children.values():
                child.terminate()
            for child in shop.children.values():
                stop(child)
