"""Shops to be crawled: one of the crawl's own, in either shape, or one that runs already."""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local.paths import ROOT
from deploy.local.processes import free_port, stop
from deploy.local.solo import Solo
from e2e.crawling.addresses import Home
from e2e.crawling.plan import Plan
from e2e.filling import fill
from e2e.shop_server import SHELF
from e2e.supervised import running

_LIMITS = re.findall(r"^# (RATE_\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
# All that visitors send comes from one address, and what is taken off the shelf is off every page at once.
SETTINGS = dict.fromkeys(_LIMITS, "off") | {"RATE_LOGIN": "1000/m/ip", "CATALOGUE_SECONDS": "0"}


@dataclass(frozen=True)
class Crawled(Solo):
    """A solo shop that counts nobody's requests."""

    def environment(self) -> Mapping[str, str]:
        return {**super().environment(), **SETTINGS}


@contextmanager
def opened(asked: Plan, log: Path) -> Iterator[Home]:
    """Open the shop that a plan asks for; what its processes write goes to `log`. Raises Refusal."""
    if asked.against:
        yield Home(asked.against)
        return
    with tempfile.TemporaryDirectory(prefix="fastshop-crawl-") as folder:
        # Root's PostgreSQL runs as somebody else, who has to get in.
        Path(folder).chmod(0o711)
        shops = {"solo": solo, "full": full}
        with shops[asked.shape](Path(folder, "shop"), asked.file, log) as home:
            yield home


@contextmanager
def solo(folder: Path, file: Path | None, log: Path) -> Iterator[Home]:
    """Run the demo shop in one process, with the products of a file if there is one. Raises Refusal."""
    shop = Crawled("127.0.0.1", free_port(), data=folder, python=Path(sys.executable))
    fill(shop)
    shop.manage("import_products", str(file or SHELF))
    with log.open("wb") as output:
        child = shop.start(output)
        try:
            yield Home(shop.url)
        finally:
            stop(child)


@contextmanager
def full(folder: Path, file: Path | None, log: Path) -> Iterator[Home]:
    """Run the demo shop in several processes, with the products of a file if there is one. Raises Refusal."""
    with running(folder, file or SHELF, SETTINGS) as shop:
        shop.manage("load_demo", "--accounts")
        try:
            yield Home(shop.full.url)
        finally:
            shutil.copyfile(shop.log, log)
