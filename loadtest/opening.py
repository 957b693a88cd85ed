"""A shop of the full shape for sales: nothing in it but what drops and a shelf, on loopback, soon gone."""

import csv
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local.console import Refusal
from deploy.local.full import Full
from deploy.local.paths import ROOT
from deploy.local.processes import free_port, run_quietly, stop
from deploy.local.readying import ready
from deploy.local.servers import Postgres, PrivateServer, Redis, private
from loadtest.ledger import DROP

PYTHON = Path(sys.executable)
ENDLESS = "1000000000/minute, 1000000000/minute"  # counted as ever, and never reached
SHELF_STOCK = 100_000
# What may be set in the environment for another shop, and must not reach this one.
_OF_OTHER_SHOPS = (
    *("ADMIN_ALLOWED_ADDRESSES", "ADMIN_PATH", "ALLOWED_HOSTS", "CACHE_URL", "CELERY_BROKER_URL"),
    *("CHANNEL_LAYER_URL", "DATABASE_URL", "DEBUG", "EMAIL_HOST", "EMAIL_HOST_PASSWORD", "EMAIL_HOST_USER"),
    *("METRICS_LISTEN", "PUBLIC_URL", "REDIS_URL", "SECRET_KEY", "SENTRY_DSN", "STATIC_ROOT"),
)


@dataclass(frozen=True)
class Goods:
    """What the shop sells: so many units of each drop, given by sku, and so many other products.

    A drop is found at /products/ and its sku in small letters.
    """

    units: int
    hold_seconds: int
    others: int
    drops: Sequence[str] = (DROP,)


@dataclass(frozen=True)
class Premises:
    """A shop that could open: its servers run, its goods are in, its processes are yet to be started."""

    full: Full
    database: PrivateServer
    redis: PrivateServer
    env: Mapping[str, str]

    def audit(self) -> str:
        """Return what the shop's own audit complains of; empty when all adds up."""
        code, written = run_quietly([PYTHON, ROOT / "manage.py", "audit_stock"], env=self.env)
        return written.strip() if code else ""


@dataclass(frozen=True)
class OpenShop:
    """A running shop: its address, gunicorn's port, the database, its processes by kind, its environment."""

    url: str
    web: int
    database: str
    roots: Mapping[int, str]
    env: Mapping[str, str]
    audit: Callable[[], str]


@contextmanager
def opened(goods: Goods, settings: Mapping[str, str], log: Path) -> Iterator[OpenShop]:
    """Open a shop with these settings for its processes. Raises Refusal."""
    with stocked(goods, settings) as shop, log.open("wb") as output:
        child = shop.full.start(shop.env, output=output)
        try:
            servers = {shop.database.child.pid: "postgres", shop.redis.child.pid: "redis"}
            roots = {child.pid: "honcho", **servers}
            yield OpenShop(
                shop.full.url, shop.full.ports("web")[0], shop.database.url, roots, shop.env, shop.audit
            )
        finally:
            stop(child)


@contextmanager
def stocked(goods: Goods, settings: Mapping[str, str]) -> Iterator[Premises]:
    """Bring all but the processes of a shop, which get these settings, into being. Raises Refusal."""
    for name in _OF_OTHER_SHOPS:
        os.environ.pop(name, None)
    with (
        tempfile.TemporaryDirectory(prefix="fastshop-sale-") as place,
        private(Postgres) as database,
        private(Redis) as redis,
    ):
        full = _full(Path(place))
        env = {**full.environment(database.url, redis.url), **_many_from_here(goods), **settings}
        ready(full.folder, full.python, env, demo=False)
        _stock(goods, full.folder / "goods.csv", env)
        yield Premises(full, database, redis, env)


def _full(place: Path) -> Full:
    full = Full("127.0.0.1", free_port(), place / "shop", PYTHON)
    full.folder.mkdir()
    return full


def _many_from_here(goods: Goods) -> Mapping[str, str]:
    """All buyers come from one address, and are as many as a shop's limits keep out."""
    limits = {f"RATE_{name}": ENDLESS for name in ("CART", "CHECKOUT", "FIND_ORDER", "SOCKETS")}
    endless = str(1000 * max(goods.units, 1000))
    return limits | {"HOLDS_PER_ADDRESS": endless, "SOCKETS_PER_ADDRESS": endless}


def _stock(goods: Goods, file: Path, env: Mapping[str, str]) -> None:
    with file.open("w", newline="") as written:
        rows = csv.writer(written)
        rows.writerow(["sku", "name", "category", "price", "stock", "hold_seconds"])
        for drop in goods.drops:
            rows.writerow([drop, drop.capitalize(), "Sale", "25.00", goods.units, goods.hold_seconds])
        for number in range(1, goods.others + 1):
            row = [f"SHELF-{number}", f"Shelf piece {number}", "Sale", f"{10 + number}.00", SHELF_STOCK, 900]
            rows.writerow(row)
    code, said = run_quietly([PYTHON, ROOT / "manage.py", "import_products", file], env=env)
    if code:
        raise Refusal(f"{said}\nThe drops could not be loaded.")
