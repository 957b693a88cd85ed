"""Who is let in, and what a client may do."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core import signing
from django.core.signing import b62_encode

from shop.live.sockets import Close
from shop.live.tests.conftest import Shelf
from shop.live.tests.pages import ORIGIN, Page, in_thread, played, token
from shop.live.watching import DAY, MOST_TOPICS, SALT


class Yesterday(signing.TimestampSigner):
    """Signs as the shop did more than a day ago."""

    def timestamp(self) -> str:
        return b62_encode(int(time.time()) - DAY - 60)


def forged() -> str:
    return signing.dumps(["en", {"shelf": [7, 1]}], key="somebody else's", salt=SALT)


def expired() -> str:
    return Yesterday(salt=SALT).sign_object(["en", {"shelf": [7, 1]}])


def crowded() -> str:
    return token(shelf=dict.fromkeys(range(MOST_TOPICS + 1), 1))


@pytest.mark.parametrize(
    "made, code",
    [
        (forged, Close.FORGED),
        (lambda: token(shelf={7: 1})[:-1], Close.FORGED),
        (lambda: "7", Close.FORGED),
        (expired, Close.EXPIRED),
        (crowded, Close.TOO_MUCH),
    ],
    ids=["another's key", "cut off", "not a token", "a day old", "too many topics"],
)
@played
async def test_a_page_that_asks_for_what_it_may_not_is_closed_for_good(
    shelf: Shelf, made: Callable[[], str], code: Close
) -> None:
    page = await Page(made()).open()
    assert await page.closed() == code
    assert code >= 4000


@played
async def test_a_socket_that_names_nothing_is_closed_for_good(shelf: Shelf) -> None:
    page = await Page().open()
    assert await page.closed() == Close.FORGED


@pytest.mark.parametrize(
    "said",
    [
        {"text_data": "{"},
        {"text_data": '{"watch": "shelf:8"}'},
        {"bytes_data": b"\xff\xfe"},
        {"text_data": "x" * 10**6},
    ],
    ids=["malformed", "a wish", "bytes", "oversized"],
)
@played
async def test_a_client_that_says_anything_is_closed_and_the_others_do_not_notice(
    shelf: Shelf, said: dict[str, Any]
) -> None:
    shelf.put(7, left=3)
    loud = await Page(token(shelf={7: 1})).open()
    quiet = await Page(token(shelf={7: 0})).open()
    await quiet.shown()
    await loud.send_to(**said)
    assert await loud.closed() == Close.SPOKE
    await in_thread(shelf.change, 7, 2)
    assert "Only 2 left" in await quiet.text()


@pytest.mark.parametrize(
    "origin",
    ["", "https://evil.example", "http://127.0.0.1:8001", "null", "http://127.0.0.1:8000.evil.example"],
)
@played
async def test_another_sites_page_is_refused(shelf: Shelf, origin: str) -> None:
    connected, _code = await Page(token(shelf={7: 1}), origin=origin).connect()
    assert not connected


@played
async def test_a_host_that_is_not_ours_is_refused(shelf: Shelf, settings: Any) -> None:
    settings.ALLOWED_HOSTS, settings.CSRF_TRUSTED_ORIGINS = ["shop.example"], []
    connected, _code = await Page(token(shelf={7: 1}), origin=ORIGIN).connect()
    assert not connected


@played
async def test_an_address_that_does_not_exist_is_refused(shelf: Shelf) -> None:
    connected, _code = await Page(token(shelf={7: 1}), path="/ws/elsewhere/").connect()
    assert not connected
