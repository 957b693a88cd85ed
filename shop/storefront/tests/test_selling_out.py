"""Shelves while buyers empty the shop, with the catalogue's words kept near as in the full shape."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from time import monotonic

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings

from shop.catalogue import publishing
from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_product
from shop.inventory.reservations import Claim, OutOfStock, reserve
from shop.inventory.tests.races import race
from shop.orders.tests.placing import add_to_cart
from shop.recommendations.tests.neighbouring import make_neighbours

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

LIKE = 12
ARCHIVED = 2
# Where a page's shelf begins.
SHELVES = {"/products/cup/": 'id="similar"', "/cart/": 'id="goes-with"', "/": ">For you</h2>"}


@pytest.fixture(autouse=True)
def near(settings: Settings) -> Iterator[None]:
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "selling out"}
    settings.CACHES = {**settings.CACHES, "near": memory}
    settings.CATALOGUE_SECONDS = 60
    yield
    caches["near"].clear()


@pytest.fixture
def like() -> list[Product]:
    """Make a cup that is never sold, and what is like it, of which there are few."""
    cup = make_product("Cup", slug="cup", stock=50)
    make_product("Hero", variants=[{"hold_seconds": 60}])
    like = [make_product(f"Like {number}", stock=4) for number in range(LIKE)]
    make_neighbours(cup, *like)
    return like


@pytest.fixture
def visitor(like: list[Product]) -> Client:
    """Return a visitor who looked at the cup, and put one in their cart."""
    client = Client()
    client.get("/products/cup/")
    add_to_cart(client, Product.objects.get(slug="cup").default_variant_id)
    return client


def offered(client: Client, page: str) -> list[int]:
    html = client.get(page).content.decode()
    shelf = html.partition(SHELVES[page])[2].partition("</section>")[0]
    return [int(pk) for pk in re.findall(r'id="card-(\d+)"', shelf)]


@dataclass
class Day:
    """What happened when, by one clock."""

    like: list[Product]
    gone: dict[int, float] = field(default_factory=dict)  # after the commit
    seen: list[tuple[float, list[int]]] = field(default_factory=list)  # what was asked for when, and shown

    def buy(self) -> None:
        """Buy everything, one by one, and note what nothing is left of."""
        left = {product.pk: product.default_variant_id for product in self.like[ARCHIVED:]}
        while left:
            for product, variant in list(left.items()):
                try:
                    reserve([Claim(variant, 1, seconds=900)], claimant="a buyer")
                except OutOfStock:
                    self.gone.setdefault(product, monotonic())
                    del left[product]

    def withdraw(self) -> None:
        """Archive the rest."""
        for product in self.like[:ARCHIVED]:
            publishing.archive(Product.objects.filter(pk=product.pk))
            self.gone[product.pk] = monotonic()

    def look(self, client: Client, page: str) -> None:
        """Keep looking at a page until nothing is left."""
        while len(self.gone) < LIKE:
            began = monotonic()
            self.seen.append((began, offered(client, page)))


def test_nothing_is_offered_that_was_gone_when_it_was_asked_for(like: list[Product], visitor: Client) -> None:
    day = Day(like)
    assert all(offered(visitor, page) for page in SHELVES)
    looking = [partial(day.look, visitor, page) for page in SHELVES]
    assert set(race([day.buy, day.buy, day.withdraw, *looking])) == {None}
    assert [pk for began, shown in day.seen for pk in shown if day.gone[pk] < began] == []
    assert [offered(visitor, page) for page in SHELVES] == [[], [], []]
