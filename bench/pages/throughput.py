"""How many pages a second, against a bare view behind the same middleware with an answer of the same size."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from bench.callers import Job
from bench.contest import CALLERS, Lap
from bench.crew import Crew, crew
from bench.guest import Guest, expect
from bench.pages import goods
from bench.pages.shelves import imported, said_by
from deploy.local.console import say
from loadtest.opening import Goods, OpenShop, opened
from loadtest.pages import products
from loadtest.sampling import Usage, usage, used

PRODUCTS = 1000
PRODUCT, LIST = "product page", "list page"
BARE = "bare view, size of {}"
HOST = "127.0.0.1"
SETTINGS = {"DJANGO_SETTINGS_MODULE": "bench.settings"}


@dataclass(frozen=True)
class Page:
    """An address, by the name it has in the report."""

    name: str
    path: str


def measured(
    clients: Sequence[int], rounds: int, seconds: float, place: Path, profile: Path
) -> Iterator[Lap]:
    """Open a shop of the full shape; yield what each page and its bare view did, round by round.

    In the end `profile` has where the time of the product page goes. Raises Refusal.
    """
    with opened(Goods(1, 900, 0), SETTINGS, place / "shop.log") as shop:
        os.environ |= shop.env
        imported(goods.write(place / "goods.csv", PRODUCTS, None), shop.env, rows=PRODUCTS)
        with crew(1) as callers:
            pages = _pages(shop)
            for many in clients:
                yield from _rounds(shop, pages, callers, rounds, many, seconds)
        profile.write_text(said_by(shop.env, "bench.pages.profiling", *(page.path for page in pages[:2])))


def _rounds(
    shop: OpenShop, pages: Sequence[Page], callers: Crew, rounds: int, many: int, seconds: float
) -> Iterator[Lap]:
    for page in pages:  # gunicorn's processes are warm before time is taken
        _lap(page, shop, callers, -1, many, seconds / 2)
    for number in range(rounds):
        for page in pages:
            lap = _lap(page, shop, callers, number, many, seconds)
            say(f"round {number + 1}: {lap.name}, {many}: {lap.rate:,.1f}/s, load {lap.load:.1f}")
            yield lap


def _pages(shop: OpenShop) -> list[Page]:
    """Return both pages, each followed by a bare view that answers with as many bytes."""
    guest = Guest(HOST, shop.web)
    shelf = expect(guest.get("/products/"), HTTPStatus.OK)
    product = products(shelf.text)[0]
    found = []
    for name, path in ((PRODUCT, product), (LIST, "/products/")):
        size = len(expect(guest.get(path), HTTPStatus.OK).body)
        slug = product.strip("/").split("/")[-1]
        found += [Page(name, path), Page(BARE.format(name), f"/bench/page/{slug}/{size}/")]
    return found


def _lap(page: Page, shop: OpenShop, callers: Crew, number: int, many: int, seconds: float) -> Lap:
    callers.prepare(
        Job("bench.pages.visits.look", many, many, {"host": HOST, "port": shop.web, "path": page.path})
    )
    began = _usage(shop, callers)
    granted, took = callers.go(seconds)
    cpu = used([began, _usage(shop, callers)])
    return Lap(number, "pages", page.name, many, granted, took, cpu, os.getloadavg()[0])


def _usage(shop: OpenShop, callers: Crew) -> Usage:
    return usage({**shop.roots, **dict.fromkeys(callers.pids, CALLERS)})
