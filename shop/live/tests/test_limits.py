"""How many sockets one may open in a while."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from shop.live.tests.conftest import Shelf
from shop.live.tests.pages import PATIENCE, Page, played, token
from shop.operations import rate_limits
from shop.operations.rate_limits import limit


@pytest.fixture(autouse=True)
def _strict(settings: Settings) -> Iterator[None]:
    settings.CACHE_URL, settings.TRUSTED_PROXIES = "", 1
    settings.RATE_LIMITS = {"sockets": limit("RATE_SOCKETS", "2/minute, 3/minute")}
    rate_limits._limiter("").storage.reset()  # noqa: SLF001  nobody else forgets what was counted


async def let_in(session: str, address: str) -> bool:
    page = Page(token(shelf={7: 1}), session=session)
    page.scope["headers"].append((b"x-forwarded-for", f"10.9.9.9, {address}".encode()))
    return (await page.connect(PATIENCE))[0]


@played
async def test_a_session_that_opens_too_many_sockets_is_turned_away_for_a_while(shelf: Shelf) -> None:
    assert [await let_in("thesessionofada", f"192.0.2.{n}") for n in range(3)] == [True, True, False]
    assert await let_in("thesessionofbob", "192.0.2.0")


@played
async def test_an_address_that_opens_too_many_sockets_is_turned_away_for_a_while(shelf: Shelf) -> None:
    assert [await let_in(f"session {n}", "192.0.2.1") for n in range(4)] == [True, True, True, False]
    assert await let_in("session 4", "192.0.2.2")
