"""What the hub sends to the pages that are open."""

import asyncio
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import override
from pytest_django import Settings

from components.catalogue import Price
from shop.live import publishing, topics
from shop.live.tests.conftest import Shelf
from shop.live.tests.pages import PATIENCE, Page, Shown, in_thread, make_session, played, token
from shop.live.topics import Kind, Snapshot, announce

CLOSED_PORT = "redis://127.0.0.1:1"


@pytest.fixture
def price(database: None) -> Iterator[None]:
    """A kind of topic that each language writes in its own way."""
    price = Price(7, Decimal("10.50"), None, version=5)
    topics.register(Kind("price", lambda ids: {pk: Snapshot(5, (price,)) for pk in ids}))
    yield
    del topics.kinds["price"]


@played
async def test_a_change_reaches_every_page_that_watches_it_as_the_same_text(shelf: Shelf) -> None:
    shelf.put(7, left=5)
    pages = [await Page(token(shelf={7: 1})).open() for _ in range(3)]
    await in_thread(shelf.change, 7, 4)
    texts = [await page.text() for page in pages]
    assert "Only 4 left" in texts[0]
    assert '<hx-partial hx-target="#stock-7" hx-swap="outerSync">' in texts[0]
    assert all(text is texts[0] for text in texts)


@played
async def test_a_page_hears_only_of_what_it_watches(shelf: Shelf) -> None:
    shelf.put(7, left=5)
    shelf.put(8, left=5)
    page = await Page(token(shelf={8: 1})).open()
    other = await Page(token(shelf={7: 1})).open()
    await in_thread(shelf.change, 7, 4)
    await other.text()
    await in_thread(shelf.change, 8, 4)
    assert await page.shown() == [Shown("stock-8", 2)]


@played
async def test_a_change_that_does_not_show_is_not_sent(shelf: Shelf) -> None:
    shelf.put(7, left=5)
    page = await Page(token(shelf={7: 1})).open()
    await in_thread(shelf.change, 7, 4)
    assert await page.shown() == [Shown("stock-7", 2)]
    await in_thread(shelf.change, 7, 4)
    await _until_read(shelf, 3)
    await in_thread(shelf.change, 7, 3)
    assert await page.shown() == [Shown("stock-7", 4)]


@played
async def test_a_page_is_told_what_has_changed_back_meanwhile(shelf: Shelf) -> None:
    shelf.put(7, left=5)
    old = await Page(token(shelf={7: 0})).open()
    assert await old.shown() == [Shown("stock-7", 1)]
    shelf.put(7, left=4)
    shelf.put(7, left=5)
    between = await Page(token(shelf={7: 2})).open()
    assert await between.shown() == [Shown("stock-7", 3)]


@played
async def test_500_changes_in_a_burst_become_few_frames_and_the_last_one_is_the_truth(shelf: Shelf) -> None:
    shelf.put(7, left=1000)
    page = await Page(token(shelf={7: 1})).open()
    burst = [in_thread(_change_often, shelf, 100) for _ in range(5)]
    frames = asyncio.create_task(_until_version(page, 501))
    await asyncio.gather(*burst)
    versions = await frames
    assert versions == sorted(set(versions))
    assert len(versions) < 50


def _change_often(shelf: Shelf, times: int) -> None:
    for left in range(times, 0, -1):
        shelf.change(7, left)


async def _until_read(shelf: Shelf, times: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while len(shelf.reads) < times:  # noqa: ASYNC110  it is read in another thread
            await asyncio.sleep(0.01)


async def _until_version(page: Page, last: int) -> list[int]:
    versions: list[int] = []
    while last not in versions:
        versions += [shown.version for shown in await page.shown()]
    return versions


@played
async def test_an_older_state_is_never_sent_after_a_newer_one(shelf: Shelf) -> None:
    shelf.put(7, left=5, version=20)
    shelf.put(8, left=5)
    page = await Page(token(shelf={7: 10, 8: 1})).open()
    assert await page.shown() == [Shown("stock-7", 20)]
    shelf.put(7, left=9, version=19)
    await in_thread(announce, "shelf", 7)
    await in_thread(shelf.change, 8, 4)
    assert await page.shown() == [Shown("stock-8", 2)]


@played
async def test_all_that_changed_together_comes_in_one_frame(shelf: Shelf) -> None:
    for pk in (7, 8):
        shelf.put(pk, left=3)
    page = await Page(token(shelf={7: 1, 8: 1})).open()

    def sell_both() -> None:
        with transaction.atomic():
            shelf.change(7, 2)
            shelf.change(8, 2)

    await in_thread(sell_both)
    assert set(await page.shown()) == {Shown("stock-7", 2), Shown("stock-8", 2)}


@played
async def test_each_page_is_sent_its_own_language(price: None) -> None:
    english = await Page(token(price={7: 4})).open()
    with override("de"):
        german = await Page(token(price={7: 4})).open()
    assert "€10.50" in await english.text()
    assert "10,50" in await german.text()


@played
async def test_a_commit_stands_and_this_process_hears_of_it_when_the_channel_layer_is_away(
    shelf: Shelf, transactional_db: None, settings: Settings
) -> None:
    backend = "channels_redis.pubsub.RedisPubSubChannelLayer"
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": backend, "CONFIG": {"hosts": [CLOSED_PORT]}}}
    shelf.put(7, left=3)
    page = await Page(token(shelf={7: 1})).open()

    def buy() -> None:
        with transaction.atomic():
            make_session()
            shelf.change(7, 2)

    await in_thread(buy)
    assert await page.shown() == [Shown("stock-7", 2)]
    assert await in_thread(Session.objects.count) == 1
    assert await in_thread(publishing.wait_until_published, 10)
