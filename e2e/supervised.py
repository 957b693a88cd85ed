"""A shop of the full shape for the chaos test, whose database and commands we can reach."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2

from deploy.local.full import Full
from deploy.local.paths import ROOT
from deploy.local.processes import free_port, run_quietly
from deploy.local.readying import ready
from deploy.local.servers import Postgres, PrivateServer, Redis, private
from deploy.local.supervision import Processes, supervised


@dataclass(kw_only=True)
class Supervised(Processes):
    """A running shop, its servers and its processes."""

    database: PrivateServer
    redis: PrivateServer

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


@contextmanager
def running(folder: Path, shelf: Path, settings: Mapping[str, str]) -> Iterator[Supervised]:
    """Run a shop that sells what is on the shelf; end every process of it. Raises Refusal."""
    folder.mkdir()
    full = Full("127.0.0.1", free_port(), folder, Path(sys.executable))
    with private(Postgres) as database, private(Redis) as redis:
        env = {**full.environment(database.url, redis.url), **settings}
        shop = Supervised(full, env, folder / "log", database=database, redis=redis)
        ready(folder, full.python, env, demo=False)
        shop.manage("import_products", shelf)
        with supervised(shop):
            yield shop
