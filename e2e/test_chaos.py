"""While guests buy, the processes of the full shape are killed one after the other and come back.

Nothing that was sold is lost or sold twice, every order gets its mail, and every open page ends on the truth.
"""

import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from deploy.local.supervision import PATIENCE
from e2e.guests import Attempt, Crowd, Purchase
from e2e.mail_server import Letters, mail_server
from e2e.open_pages import OpenPage, badge_in, fetch, watching
from e2e.supervised import Supervised, running

GUESTS = 20
PAGES = 6
PRODUCT = "/products/rush-radio/"
SHELF = "sku,name,price,stock,hold_seconds\nRUSH,Rush Radio,25.00,20000,900\n"
# All guests come from one address.
LIMITS = {"RATE_CART": "9999/minute, 99999/minute", "RATE_CHECKOUT": "9999/minute, 99999/minute"}
SETTINGS = {**LIMITS, "RATE_SOCKETS": "9999/minute, 99999/minute", "HOLDS_PER_ADDRESS": "20000"}
PLACE = "POST /checkout/"
SLACK = 0.1  # seconds until nginx has heard that a dead worker's connections are closed
MOST_KILLS = 6  # of gunicorn workers, until one had an order in hand


class Blow(NamedTuple):
    """When a gunicorn worker was killed, and when it was seen to be gone."""

    fell: float
    over: float

    def struck(self, attempt: Attempt) -> bool:
        """Return whether a request was under way then."""
        return attempt.began <= self.over and attempt.ended >= self.fell


class Scene(NamedTuple):
    """A shop, who buys in it, who watches, and where its mail goes."""

    shop: Supervised
    crowd: Crowd
    pages: list[OpenPage]
    letters: Letters

    @property
    def log(self) -> Path:
        """What the shop writes, for the report of a failure."""
        return self.shop.log


@pytest.fixture
def scene() -> Iterator[Scene]:
    """A full shape under way: guests buy and pages are open."""
    with tempfile.TemporaryDirectory(prefix="fastshop-chaos-") as name:
        shelf = Path(name, "shelf.csv")
        shelf.write_text(SHELF)
        with (
            running(Path(name, "full"), shelf, SETTINGS) as shop,
            mail_server(shop.full.mail_port) as post,
        ):
            crowd = Crowd(shop.full.url, PRODUCT)
            with watching(shop.full.url, PRODUCT, PAGES) as pages:
                yield Scene(shop, crowd, pages, post)


def test_nothing_is_lost_or_doubled_whichever_process_is_killed_while_guests_buy(scene: Scene) -> None:
    with scene.crowd.buying(GUESTS):
        guests_buy(scene, GUESTS)
        redis_is_killed(scene)
        in_hand = the_worker_is_killed(scene)
        daphne_is_killed(scene)
        blows = gunicorn_workers_are_killed(scene)
        guests_buy(scene, GUESTS)

    assert scene.crowd.complaints == []
    failures = [attempt for attempt in scene.crowd.attempts if attempt.failed]
    assert [each for each in failures if not any(blow.struck(each) for blow in blows)] == []
    assert [page.gave_up for page in scene.pages if page.gave_up] == []
    orders_are_what_guests_were_told(scene)
    every_order_has_its_mail(scene, in_hand)
    every_page_tells_the_truth(scene)
    scene.shop.manage("audit_stock")


def guests_buy(scene: Scene, many: int) -> list[Purchase]:
    """Return that many further purchases, once they are made."""
    had = len(scene.crowd.purchases)
    scene.shop.until(
        lambda: len(scene.crowd.purchases) >= had + many or bool(scene.crowd.complaints), "The next order"
    )
    return scene.crowd.purchases[had:]


def redis_is_killed(scene: Scene) -> None:
    redis = scene.shop.redis
    scene.letters.after_the_next(redis.child.kill)  # so that the worker has tasks in hand
    scene.shop.until(lambda: redis.child.poll() is not None, "A mail")
    guests_buy(scene, 2 * GUESTS)
    redis.start()
    mail_goes_out(scene)


def the_worker_is_killed(scene: Scene) -> set[str]:
    """Kill it after a 250 that the outbox does not know of; return whose mail it had in hand."""
    worker, had = scene.shop.children["worker"], len(scene.letters.kept)
    scene.letters.after_the_next(lambda: scene.shop.kill("worker"))
    scene.shop.until(lambda: worker.returncode is not None, "A mail")
    guests_buy(scene, GUESTS)  # and the database finishes what the dead had asked of it
    in_hand = {
        to for (to,) in scene.shop.ask("SELECT \"to\" FROM notifications_mail WHERE status = 'sending'")
    }
    accepted = {letter.to for letter in scene.letters.kept[had:]}
    assert in_hand & accepted, "a mail that was sent is not noted as sent"
    scene.shop.start("worker")
    three_minutes_pass(scene, in_hand)
    mail_goes_out(scene)
    return in_hand


def three_minutes_pass(scene: Scene, in_hand: set[str]) -> None:
    """Let the dead worker's claims on its mail run out."""
    claimed = "\"to\" = ANY(%s) AND status = 'sending'"
    sql = f"UPDATE notifications_mail SET next_try_at = now() WHERE {claimed} RETURNING id"  # noqa: S608  ours
    assert len(scene.shop.ask(sql, list(in_hand))) == len(in_hand)


def mail_goes_out(scene: Scene) -> None:
    """Return once mail of orders that are placed from now on arrives."""
    new = {purchase.email for purchase in guests_buy(scene, GUESTS)}
    scene.shop.until(lambda: any(letter.to in new for letter in tuple(scene.letters.kept)), "Its mail")


def daphne_is_killed(scene: Scene) -> None:
    scene.shop.until(lambda: all(page.live for page in scene.pages), "Every page's socket")
    before = [page.connections for page in scene.pages]
    scene.shop.kill("live")
    scene.shop.until(lambda: not any(page.live for page in scene.pages), "The end of every socket")
    guests_buy(scene, GUESTS)
    scene.shop.start("live")
    scene.shop.until(lambda: all(page.live for page in scene.pages), "Every page's next socket")
    assert all(page.connections > had for page, had in zip(scene.pages, before, strict=True))


def gunicorn_workers_are_killed(scene: Scene) -> list[Blow]:
    """Kill one, and another, until one had a guest's order in hand."""
    blows: list[Blow] = []
    while not any(attempt.failed and attempt.what == PLACE for attempt in tuple(scene.crowd.attempts)):
        assert len(blows) < MOST_KILLS, "no order was struck"
        scene.shop.until(
            lambda: scene.crowd.under_way(PLACE) >= GUESTS // 5, "A moment with orders under way"
        )
        victim, fell = random.choice(scene.shop.below("web")), time.monotonic()
        victim.kill()
        victim.wait(PATIENCE)
        blows.append(Blow(fell, time.monotonic() + SLACK))
        scene.shop.until(lambda: len(scene.shop.below("web")) == 2, "gunicorn's next worker")
        guests_buy(scene, GUESTS)
    return blows


def orders_are_what_guests_were_told(scene: Scene) -> None:
    told = sorted((purchase.email, purchase.number) for purchase in scene.crowd.purchases)
    assert sorted(scene.shop.ask("SELECT email, number FROM orders_order")) == told
    ((sold,),) = scene.shop.ask("SELECT sum(quantity) FROM inventory_reservation WHERE state = 'sold'")
    assert scene.shop.ask("SELECT sum(quantity) FROM orders_orderline") == [(sold,)]
    assert sold >= len(told)


def every_order_has_its_mail(scene: Scene, in_hand: set[str]) -> None:
    waiting = "SELECT count(*) FROM notifications_mail WHERE status <> 'sent'"
    scene.shop.until(lambda: scene.shop.ask(waiting) == [(0,)], "The last mail")
    number = {purchase.email: purchase.number for purchase in scene.crowd.purchases}
    assert {letter.to for letter in scene.letters.kept} == number.keys()
    assert all(number[letter.to] in letter.text for letter in scene.letters.kept)
    copies = Counter(letter.to for letter in scene.letters.kept)
    doubled = {to for to, count in copies.items() if count > 1}
    assert doubled
    assert doubled <= in_hand
    assert max(copies.values()) == 2
    assert len({letter.message_id for letter in scene.letters.kept}) == len(number)


def every_page_tells_the_truth(scene: Scene) -> None:
    def truth() -> str:
        return badge_in(fetch(scene.shop.full.url + PRODUCT))

    scene.shop.until(lambda: {page.badge for page in scene.pages} == {truth()}, "The truth on every page")
