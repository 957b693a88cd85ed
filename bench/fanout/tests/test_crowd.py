"""What a crowd of open pages hears of a server whose every frame is known."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import pytest
from websockets.asyncio.server import ServerConnection, broadcast, serve

from bench.fanout.clients import Clients, clients
from bench.fanout.crowd import HOST, Doorway
from bench.fanout.rounds import wrongs
from deploy.local.console import Refusal
from deploy.local.processes import free_port

PAGES = 30
PATIENCE = 10.0
SOON = 0.3  # seconds in which what never comes is waited for


class Server:
    """A server that says what it is told to say, to all pages or to all but the last."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.port = free_port()
        self.pages: list[ServerConnection] = []
        self.came = threading.Semaphore(0)

    async def attend(self, page: ServerConnection) -> None:
        self.pages.append(page)
        self.came.release()
        await page.wait_closed()

    async def listen(self) -> None:
        self.server = await serve(self.attend, HOST, self.port)

    def say(self, version: int, *, filler: int = 0, spare: int = 0) -> float:
        """Send a frame to all pages but the last `spare`; return when."""
        text, before = f'<p data-version="{version}">{"x" * filler}</p>', monotonic()
        self.loop.call_soon_threadsafe(broadcast, self.pages[: len(self.pages) - spare], text)
        return before

    def hang_up(self) -> None:
        """Close the first page's socket."""
        asyncio.run_coroutine_threadsafe(self.pages[0].close(), self.loop).result(PATIENCE)


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    server.loop.run_until_complete(server.listen())
    thread = threading.Thread(target=server.loop.run_forever)
    thread.start()
    try:
        yield server
    finally:
        server.loop.call_soon_threadsafe(server.loop.stop)
        thread.join()
        server.server.close()
        server.loop.run_until_complete(server.server.wait_closed())
        server.loop.close()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def pages(server: Server) -> Iterator[Clients]:
    with clients() as pages:
        pages.open(Doorway(server.port, "/"), PAGES)
        assert all(server.came.acquire(timeout=PATIENCE) for _ in range(PAGES))
        yield pages


@pytest.mark.parametrize("filler", [0, 50, 1_000, 100_000])  # each has its own way to say how long it is
def test_every_frame_and_every_byte_is_counted(server: Server, pages: Clients, filler: int) -> None:
    before = server.say(2, filler=filler)
    server.say(3, filler=filler)
    heard = pages.heard(3, PATIENCE)
    assert (heard.frames, heard.bytes) == (2, 2 * len(f'<p data-version="2">{"x" * filler}</p>'))
    assert before < heard.middle <= heard.last < monotonic()
    assert wrongs(heard) == {}


def test_a_page_that_is_told_nothing_is_reported(server: Server, pages: Clients) -> None:
    server.say(2, spare=1)
    heard = pages.heard(2, SOON)
    assert wrongs(heard) == {"did not get the last version": 1, "missed it altogether": 1}


def test_a_page_that_misses_the_last_of_many_is_reported(server: Server, pages: Clients) -> None:
    server.say(2)
    server.say(3, spare=2)
    assert wrongs(pages.heard(3, SOON)) == {"did not get the last version": 2}


def test_a_page_that_goes_back_is_reported_even_if_it_ends_well(server: Server, pages: Clients) -> None:
    for version in (3, 2, 4):
        server.say(version)
    assert wrongs(pages.heard(4, PATIENCE)) == {"went back to an older version": PAGES}


def test_a_page_that_loses_its_socket_is_reported(server: Server, pages: Clients) -> None:
    server.hang_up()
    server.say(2)
    found = wrongs(pages.heard(2, SOON))
    assert found["lost their connection"] == 1


def test_a_server_that_refuses_is_no_measurement(server: Server) -> None:
    door = Doorway(server.port, "no address")
    with clients() as pages, pytest.raises(Refusal, match="a socket was refused"):
        pages.open(door, 1)
