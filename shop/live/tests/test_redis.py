"""The way from one process to another: a real Redis between them, which may go away and come back."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from pytest_django import Settings

from deploy.local.servers import PrivateServer, Redis, private
from shop.live import publishing
from shop.live.tests.conftest import Shelf
from shop.live.tests.pages import Page, Shown, in_thread, played, token


@pytest.fixture
def redis(settings: Settings) -> Iterator[PrivateServer]:
    """A Redis of this test's own, which is the shop's channel layer, and no re-read that helps out."""
    with private(Redis) as server:
        config = {"hosts": [{"address": server.url, "socket_timeout": None, "max_connections": 1000}]}
        layer = {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": config}
        settings.CHANNEL_LAYERS = {"default": layer}
        settings.LIVE_REREAD_SECONDS = 600
        yield server


@asynccontextmanager
async def another_process_announcing() -> AsyncIterator[None]:
    """Announce all the while, as another process does: what is said before anybody listens is lost."""

    async def announce() -> None:
        while True:
            publishing.publish_elsewhere({("shelf", 7)})
            await in_thread(publishing.wait_until_published, 5)

    telling = asyncio.create_task(announce())
    yield
    telling.cancel()


@played
async def test_what_another_process_announces_reaches_the_pages(shelf: Shelf, redis: PrivateServer) -> None:
    shelf.put(7, left=3)
    page = await Page(token(shelf={7: 1})).open()
    shelf.put(7, left=2)
    async with another_process_announcing():
        assert await page.shown() == [Shown("stock-7", 2)]


@played
async def test_the_hub_hears_other_processes_again_after_redis_was_restarted(
    shelf: Shelf, redis: PrivateServer
) -> None:
    shelf.put(7, left=3)
    page = await Page(token(shelf={7: 0})).open()
    await page.shown()
    await in_thread(redis.stop)
    await in_thread(redis.start)
    shelf.put(7, left=2)
    async with another_process_announcing():
        assert await page.shown() == [Shown("stock-7", 2)]


@played
async def test_what_changed_while_redis_was_away_shows_soon_after_it_is_back(
    shelf: Shelf, redis: PrivateServer
) -> None:
    shelf.put(7, left=2)
    page = await Page(token(shelf={7: 0, 8: 0})).open()
    async with another_process_announcing():
        assert await page.shown() == [Shown("stock-7", 1)]
    await in_thread(redis.stop)
    await in_thread(shelf.change, 8, 2)  # with it goes whatever was still to be looked at
    assert await page.shown() == [Shown("stock-8", 1)]
    shelf.put(7, left=1)
    await in_thread(redis.start)
    assert await page.shown() == [Shown("stock-7", 2)]


@played
async def test_what_changed_while_redis_was_away_is_found_by_reading_again(
    shelf: Shelf, redis: PrivateServer, settings: Settings
) -> None:
    settings.LIVE_REREAD_SECONDS = 0.1
    shelf.put(7, left=3)
    page = await Page(token(shelf={7: 0})).open()
    await page.shown()
    await in_thread(redis.stop)
    shelf.put(7, left=2)
    publishing.publish_elsewhere({("shelf", 7)})
    assert await page.shown() == [Shown("stock-7", 2)]
