"""How many sockets one may open in a while, and have open at a time."""

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
    return (await visitor(session, address).connect(PATIENCE))[0]


def visitor(session: str, address: str) -> Page:
    page = Page(token(shelf={7: 1}), session=session)
    page.scope["headers"].append((b"x-forwarded-for", f"10.9.9.9, {address}".encode()))
    return page


@played
async def test_a_session_that_opens_too_many_sockets_is_turned_away_for_a_while(shelf: Shelf) -> None:
    assert [await let_in("thesessionofada", f"192.0.2.{n}") for n in range(3)] == [True, True, False]
    assert await let_in("thesessionofbob", "192.0.2.0")


@played
async def test_an_address_that_opens_too_many_sockets_is_turned_away_for_a_while(shelf: Shelf) -> None:
    assert [await let_in(f"session {n}", "192.0.2.1") for n in range(4)] == [True, True, True, False]
    assert await let_in("session 4", "192.0.2.2")


@pytest.mark.parametrize(
    "setting, crowd, bystander",
    [
        ("SOCKETS_PER_SESSION", ("thesessionofada", "192.0.2.{}"), ("thesessionofbob", "192.0.2.0")),
        ("SOCKETS_PER_ADDRESS", ("session{}", "192.0.2.1"), ("session0", "192.0.2.2")),
    ],
)
@played
async def test_there_is_room_for_a_further_socket_as_soon_as_one_closes(
    shelf: Shelf, settings: Settings, setting: str, crowd: tuple[str, str], bystander: tuple[str, str]
) -> None:
    settings.RATE_LIMITS = {}
    setattr(settings, setting, 2)
    first, second, third, fourth = (visitor(*(each.format(n) for each in crowd)) for n in range(4))
    await first.open()
    await second.open()
    assert not (await third.connect(PATIENCE))[0]
    assert await let_in(*bystander)
    await first.disconnect(timeout=PATIENCE)
    await fourth.open()
