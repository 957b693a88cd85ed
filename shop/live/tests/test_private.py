"""Topics that belong to a session."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from shop.live import hub
from shop.live.sockets import Close
from shop.live.tests.conftest import Drawers, Locker, Shelf
from shop.live.tests.pages import Page, Shown, in_thread, make_session, played, token


@played
async def test_a_page_follows_what_belongs_to_its_session(locker: Locker) -> None:
    locker.put(1, left=3)
    session = await in_thread(lambda: make_session(locker=1))
    page = await Page(token(locker={}), session=session).open()
    assert await page.shown() == [Shown("stock-1", 1)]
    await in_thread(locker.change, 1, 2)
    assert await page.shown() == [Shown("stock-1", 2)]


@played
async def test_a_page_that_shows_the_latest_state_is_not_sent_it_again(locker: Locker) -> None:
    locker.put(1, left=3)
    session = await in_thread(lambda: make_session(locker=1))
    page = await Page(token(locker={1: 1}), session=session).open()
    await in_thread(locker.change, 1, 2)
    assert await page.shown() == [Shown("stock-1", 2)]


@pytest.mark.parametrize("session", ["own", "none", "made up"])
@played
async def test_what_belongs_to_another_session_never_comes_even_when_the_page_names_it(
    locker: Locker, shelf: Shelf, session: str
) -> None:
    locker.put(1, left=3)
    locker.put(2, left=3)
    shelf.put(7, left=3)
    await in_thread(lambda: make_session(locker=1))
    keys = {"own": await in_thread(lambda: make_session(locker=2)), "none": "", "made up": "1" * 32}
    page = await Page(token(locker={1: 0, 2: 1}, shelf={7: 1}), session=keys[session]).open()
    await in_thread(locker.change, 1, 2)
    await in_thread(shelf.change, 7, 2)
    assert await page.shown() == [Shown("stock-7", 2)]


@played
async def test_a_page_that_does_not_show_a_private_kind_is_not_sent_it(locker: Locker, shelf: Shelf) -> None:
    locker.put(1, left=3)
    shelf.put(7, left=3)
    session = await in_thread(lambda: make_session(locker=1))
    page = await Page(token(shelf={7: 1}), session=session).open()
    await in_thread(locker.change, 1, 2)
    await in_thread(shelf.change, 7, 2)
    assert await page.shown() == [Shown("stock-7", 2)]


@played
async def test_what_a_session_gets_later_is_followed_without_connecting_again(
    locker: Locker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "SESSION_SECONDS", 0.05)
    locker.put(1, left=3)
    session = await in_thread(make_session)
    page = await Page(token(locker={}), session=session).open()
    await in_thread(_give_a_locker, session)
    assert await page.shown() == [Shown("stock-1", 1)]


def _give_a_locker(key: str) -> None:
    session = SessionStore(key)
    session["locker"] = 1
    session.save()


@pytest.mark.parametrize("ended", ["deleted", "expired"])
@played
async def test_the_pages_of_a_session_that_ended_are_made_to_connect_again(
    locker: Locker, monkeypatch: pytest.MonkeyPatch, ended: str
) -> None:
    monkeypatch.setattr(hub, "SESSION_SECONDS", 0.05)
    locker.put(1, left=3)
    session = await in_thread(lambda: make_session(locker=1))
    page = await Page(token(locker={}), session=session).open()
    await page.shown()
    row = Session.objects.filter(session_key=session)
    past = timezone.now() - timedelta(days=1)
    await in_thread(row.delete if ended == "deleted" else lambda: row.update(expire_date=past))
    assert await page.closed() == Close.RESTART


@played
async def test_sessions_of_pages_that_open_together_are_looked_up_together(
    locker: Locker,
) -> None:
    locker.put(1, left=3)
    sessions = [await in_thread(lambda: make_session(locker=1)) for _ in range(10)]
    pages = [Page(token(locker={}), session=session) for session in sessions]
    for page in pages:
        await page.open()
    for page in pages:
        assert await page.shown() == [Shown("stock-1", 1)]
    assert locker.resolved <= 2


@played
async def test_of_what_a_session_may_see_a_page_follows_what_it_names(drawers: Drawers) -> None:
    for pk in (1, 2, 3):
        drawers.put(pk, left=3)
    session = await in_thread(lambda: make_session(keys=[1, 2]))
    page = await Page(token(drawer={1: 0, 3: 0}), session=session).open()
    assert await page.shown() == [Shown("stock-1", 1)]
    assert set(drawers.named) == {1, 3}
    for pk in (3, 2, 1):
        await in_thread(drawers.change, pk, 2)
    assert await page.shown() == [Shown("stock-1", 2)]


@pytest.mark.parametrize("session", ["without keys", "none", "made up"])
@played
async def test_naming_what_one_may_not_see_gives_nothing(
    drawers: Drawers, shelf: Shelf, session: str
) -> None:
    drawers.put(1, left=3)
    shelf.put(7, left=3)
    await in_thread(lambda: make_session(keys=[1]))
    keys = {"without keys": await in_thread(make_session), "none": "", "made up": "1" * 32}
    page = await Page(token(drawer={1: 0}, shelf={7: 1}), session=keys[session]).open()
    await in_thread(drawers.change, 1, 2)
    await in_thread(shelf.change, 7, 2)
    assert await page.shown() == [Shown("stock-7", 2)]


@played
async def test_what_is_ones_own_is_told_in_every_version_so_that_the_page_looks_at_its_forms(
    locker: Locker,
) -> None:
    locker.put(1, left=3)
    session = await in_thread(lambda: make_session(locker=1))
    page = await Page(token(locker={1: 1}), session=session).open()
    for version in (2, 3):
        await in_thread(locker.change, 1, 2)
        assert await page.shown() == [Shown("stock-1", version)]
