"""The shop as it runs on a server: several processes, PostgreSQL, Redis, a mail server, one address."""

import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

from deploy.local.full import Full, surrounded
from deploy.local.paths import ROOT
from deploy.local.processes import Child, free_port, run_quietly, stop, wait_until
from deploy.local.readying import ready
from deploy.local.servers import PrivateServer, Redis, private
from e2e.ordering import place_order
from e2e.page_problems import PageProblems
from e2e.shop_server import SHELF
from e2e.shopping import address, badge, button, open_live, put_in_cart

PROGRAMS = ("gunicorn", "daphne", "celery -A shop worker", "celery -A shop beat", "aiosmtpd")
ADDRESSES = "files => files.map(({ src, href }) => src ?? href)"
ENOUGH = 20  # seconds for a mail on a slow machine


@pytest.fixture
def shop() -> Iterator[Full]:
    """A shop of two web and two live processes, not yet started."""
    two_each = {"web": 2, "live": 2}
    with tempfile.TemporaryDirectory(prefix="fastshop-full-") as folder:
        # Root's PostgreSQL runs as somebody else, who has to get in.
        Path(folder).chmod(0o711)
        yield Full("127.0.0.1", free_port(), Path(folder, "full"), Path(sys.executable), scale=two_each)


@pytest.fixture
def redis(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateServer]:
    """The shop's Redis, which the test may stop."""
    with private(Redis) as server:
        monkeypatch.setenv("REDIS_URL", server.url)
        yield server


@pytest.fixture
def visit(shop: Full, browser: Browser, page_problems: PageProblems) -> Callable[[], Page]:
    """Open that shop as one more shopper; the other tests' browsers know another shop."""

    def opened() -> Page:
        context = browser.new_context(base_url=shop.url, locale="en-GB")
        page_problems.watch(context)
        return context.new_page()

    return opened


@contextmanager
def running(shop: Full) -> Iterator[Child]:
    """Start a shop that sells what is on the tests' shelf; end it, and see to it that nothing is left."""
    with surrounded(shop) as given, (shop.folder / "log").open("ab") as log:
        env = {**given, "WEB_CONCURRENCY": "1"}
        ready(shop.folder, shop.python, env, demo=False)
        stock_the_shelf(shop, env)
        child = shop.start(env, output=log)
        started = processes(child)
        try:
            yield child
        finally:
            stop(child)
        assert [process for process in started if works(process)] == []


def stock_the_shelf(shop: Full, env: Mapping[str, str]) -> None:
    code, written = run_quietly([shop.python, ROOT / "manage.py", "import_products", SHELF], env=env)
    assert code == 0, written


def processes(child: Child) -> list[psutil.Process]:
    return psutil.Process(child.pid).children(recursive=True)


def works(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def sockets_at(port: int, child: Child) -> int:
    """Return how many connections the shop's process that listens on this port has open."""
    found = [each for process in processes(child) for each in process.net_connections("tcp")]
    return sum(each.laddr.port == port and each.status == psutil.CONN_ESTABLISHED for each in found)


def mailed(shop: Full, text: str) -> bool:
    return any(text in file.read_text() for file in (shop.mail / "new").glob("*"))


def what_was_sold_while_redis_was_away_shows_once_it_is_back(
    redis: PrivateServer, buyer: Page, watchers: list[Page]
) -> None:
    for watcher in watchers:
        open_live(watcher, address("Single Spoon"))
    redis.stop()
    put_in_cart(buyer, "Single Spoon")
    redis.start()
    for watcher in watchers:
        expect(badge(watcher, "Single Spoon")).to_contain_text("All in carts")


def static_files_come_packed_and_stay(visitor: Page) -> None:
    visitor.goto("/")
    found = visitor.locator("[src*='/static/dist/'], [rel=stylesheet]").evaluate_all(ADDRESSES)
    assert len(found) == 2
    for file, encoding in product(found, ("br", "gzip")):
        assert re.search(r"\.[0-9a-f]{12}\.(css|js)$", file)
        sent = visitor.request.get(file, headers={"Accept-Encoding": f"deflate, {encoding}"}).headers
        assert sent["content-encoding"] == encoding
        assert "immutable" in sent["cache-control"]


def test_every_page_knows_what_another_process_sold_and_a_restart_forgets_nothing(
    shop: Full, redis: PrivateServer, visit: Callable[[], Page]
) -> None:
    with running(shop) as child:
        commands = "\n".join(" ".join(process.cmdline()) for process in processes(child))
        assert [name for name in PROGRAMS if name not in commands] == []

        buyer, *watchers = (visit() for _ in range(3))
        static_files_come_packed_and_stay(buyer)
        for watcher in watchers:
            open_live(watcher, address("Lone Lamp"))
        assert all(sockets_at(port, child) for port in shop.ports("live")), "each process has a page to tell"
        put_in_cart(buyer, "Lone Lamp")
        for watcher in watchers:
            expect(badge(watcher, "Lone Lamp")).to_contain_text("All in carts")
        number = place_order(buyer, "ada@example.com")
        for watcher in watchers:
            expect(badge(watcher, "Lone Lamp")).to_have_text("Sold out")
        wait_until(lambda: mailed(shop, number), child, seconds=ENOUGH, what="The mail")
        what_was_sold_while_redis_was_away_shows_once_it_is_back(redis, buyer, watchers)
        for page in (buyer, *watchers):
            page.context.close()

    with running(shop):
        again = visit()
        open_live(again, address("Lone Lamp"))
        expect(button(again, "Lone Lamp")).to_be_disabled()
