"""What only shows under a real server: clients that do not read, that send too much, that come and go."""

from collections.abc import Iterator
from contextlib import closing, suppress

import pytest
from websockets.exceptions import ConnectionClosed

from shop.live.sockets import Close
from shop.live.tests.daphne import Server, serving
from shop.live.tests.hostile import deaf

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A running Daphne."""
    with serving() as server:
        yield server


def change_until(server: Server, watching: int) -> int:
    """Change what the pages watch until so many of them are left, and return the version then."""
    for _ in range(2000):
        now = server.ask("POST", "big")
        if now["watching"] == watching:
            return now["version"]
    raise AssertionError(f"{now['watching']} pages still watch")


def test_a_client_that_does_not_read_is_dropped_and_the_others_get_the_last_state(server: Server) -> None:
    with server.page("big") as page, closing(deaf(server.host, server.paths["big"])):
        change_until(server, watching=2)
        page.until(change_until(server, watching=1))


def test_a_client_that_floods_is_dropped_and_the_others_do_not_notice(server: Server) -> None:
    with server.page("big") as page, server.page("big") as hostile:
        with suppress(ConnectionClosed):
            for _ in range(10_000):
                hostile.socket.send("x" * 1000)
        assert hostile.code() == Close.SPOKE
        page.until(change_until(server, watching=1))


def test_a_client_that_sends_megabytes_is_dropped_and_the_others_do_not_notice(server: Server) -> None:
    with server.page("big") as page, server.page("big") as hostile:
        with suppress(ConnectionClosed):
            hostile.socket.send("x" * 20_000_000)
        hostile.code()
        page.until(change_until(server, watching=1))
