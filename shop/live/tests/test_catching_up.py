"""What a page that opens is sent, and what is found without an announcement."""

import asyncio

from pytest_django import Settings

from shop.live.tests.conftest import Shelf
from shop.live.tests.pages import Page, Shown, in_thread, make_session, played, token

CLOSED_PORT = "redis://127.0.0.1:1"


@played
async def test_a_page_that_opens_is_sent_what_is_newer_than_it_shows_and_nothing_else(shelf: Shelf) -> None:
    for pk in (7, 8, 9):
        shelf.put(pk, left=3, version=5)
    page = await Page(token(shelf={7: 5, 8: 4, 9: 6})).open()
    assert await page.shown() == [Shown("stock-8", 5)]


@played
async def test_regions_of_a_page_bring_tokens_of_their_own(shelf: Shelf) -> None:
    for pk in (7, 8):
        shelf.put(pk, left=3, version=5)
    page = await Page(token(shelf={7: 4}), token(shelf={8: 4})).open()
    assert set(await page.shown()) == {Shown("stock-7", 5), Shown("stock-8", 5)}


@played
async def test_pages_that_open_together_are_read_for_together(shelf: Shelf) -> None:
    shelf.put(7, left=3, version=5)
    pages = await asyncio.gather(*(Page(token(shelf={7: 4})).open() for _ in range(20)))
    for page in pages:
        assert await page.shown() == [Shown("stock-7", 5)]
    assert len(shelf.reads) <= 2


@played
async def test_a_kind_that_cannot_be_read_holds_nobody_up_and_is_read_later(
    shelf: Shelf, locker: Shelf
) -> None:
    shelf.put(7, left=3, version=5)
    shelf.broken = True
    locker.put(1, left=3)
    session = await in_thread(lambda: make_session(locker=1))
    page = await Page(token(shelf={7: 4}, locker={}), session=session).open()
    assert await page.shown() == [Shown("stock-1", 1)]
    shelf.broken = False
    assert await page.shown() == [Shown("stock-7", 5)]


@played
async def test_what_was_never_announced_is_found_by_reading_again(shelf: Shelf, settings: Settings) -> None:
    settings.LIVE_REREAD_SECONDS = 0.05
    shelf.put(7, left=3)
    page = await Page(token(shelf={7: 1})).open()
    shelf.put(7, left=2)
    assert await page.shown() == [Shown("stock-7", 2)]


@played
async def test_a_page_that_left_is_not_read_for(shelf: Shelf) -> None:
    for pk in (7, 8):
        shelf.put(pk, left=3)
    leaving, staying = [await Page(token(shelf={pk: 0})).open() for pk in (7, 8)]
    await leaving.shown()
    await leaving.disconnect()
    await staying.shown()
    shelf.reads.clear()
    await in_thread(lambda: (shelf.change(7, 2), shelf.change(8, 2)))
    await staying.shown()
    assert set().union(*shelf.reads) == {8}
