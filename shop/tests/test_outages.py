"""What still works while a server is away, under real gunicorn with two workers."""

import re
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg2
import pytest

from deploy.local.processes import wait_until
from shop.orders.tests.placing import ADDRESS
from shop.tests.running import PATIENCE, RunningShop, Visitor, running_shop

pytestmark = pytest.mark.once

CHOICES = {"delivery": "standard", "payment": "cod"}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningShop]:
    with running_shop(tmp_path_factory.mktemp("running")) as shop:
        yield shop


@pytest.fixture
def visitor(shop: RunningShop) -> Visitor:
    return Visitor(shop.url)


def add(shop: RunningShop, visitor: Visitor) -> int:
    return visitor.post("/cart/add/", shop.product, variant=shop.variant, quantity=1)[0]


def buy(shop: RunningShop, visitor: Visitor) -> str:
    """Buy one and return where the order is."""
    assert add(shop, visitor) == 302
    page = visitor.get("/checkout/")[2]
    hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("quote", "key")}
    status, headers, text = visitor.post("/checkout/", "/checkout/", **ADDRESS, **hidden, **CHOICES)
    assert status == 302, text
    return headers["Location"]


def test_with_redis_away_shoppers_browse_hold_and_buy_and_mail_waits(
    shop: RunningShop, visitor: Visitor
) -> None:
    buy(shop, visitor)
    shop.redis.stop()
    waiting = shop.metric('fastshop_outbox_mails{status="waiting"}')
    began = time.monotonic()
    for path in ("/", shop.product, "/search/?q=kettle", "/cart/"):
        assert visitor.get(path)[0] == 200
    order = buy(shop, visitor)
    assert visitor.get(order)[0] == 200
    assert time.monotonic() - began < PATIENCE
    assert shop.metric('fastshop_outbox_mails{status="waiting"}') == waiting + 1
    shop.redis.start()
    assert " 500 " not in shop.log()


def test_with_the_database_away_shoppers_get_a_friendly_page_until_it_is_back(
    shop: RunningShop, visitor: Visitor
) -> None:
    assert add(shop, visitor) == 302
    shop.database.stop()
    status, headers, page = visitor.get(shop.product)
    assert (status, headers["Retry-After"]) == (503, "5")
    assert "Back in a moment" in page
    status, headers, notice = visitor.get("/cart/", **{"HX-Request": "true"})
    assert (status, headers["Retry-After"]) == (503, "5")
    assert 'hx-target="#notice"' in notice
    assert "</html>" not in notice
    assert visitor.get("/healthz")[0] == 200
    assert visitor.get("/readyz")[0] == 503
    assert visitor.get("/metrics")[0] == 200
    shop.database.start()
    assert visitor.get("/cart/")[0] == 200
    assert visitor.get("/readyz")[0] == 200
    buy(shop, visitor)


def test_the_processes_are_counted_together(shop: RunningShop) -> None:
    before = shop.metric('fastshop_requests_total{method="GET",status="200",view="cart"}')
    for _ in range(20):
        assert Visitor(shop.url).get("/cart/")[0] == 200
    assert shop.metric('fastshop_requests_total{method="GET",status="200",view="cart"}') == before + 20


def test_asked_to_stop_gunicorn_finishes_what_it_has_begun(shop: RunningShop, visitor: Visitor) -> None:
    visitor.get(shop.product)
    with psycopg2.connect(shop.database.url) as rival, ThreadPoolExecutor(1) as somebody:
        with rival.cursor() as cursor:
            cursor.execute("SELECT 1 FROM inventory_stock WHERE variant_id = %s FOR UPDATE", [shop.variant])
            begun = somebody.submit(add, shop, visitor)
            wait_until(lambda: _waits(shop), shop.child, seconds=PATIENCE, what="A request for the lock")
            shop.child.send_signal(signal.SIGTERM)
        rival.rollback()
        assert begun.result(PATIENCE) == 302
    assert shop.child.wait(PATIENCE) == 0


def _waits(shop: RunningShop) -> bool:
    with psycopg2.connect(shop.database.url) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        return cursor.fetchone()[0] > 0
