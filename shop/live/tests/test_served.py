"""What only shows under a real server: clients that do not read, that send too much, that come and go."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from queue import Queue
from threading import Thread

import pytest
from django.conf import settings
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State
from websockets.sync.client import ClientConnection, connect

from shop.live.sockets import Close
from shop.live.tests.pages import token
from shop.live.topics import Kind, kinds, register

PATIENCE = 20


class Page:
    """A page's socket that reads in a thread of its own, as a browser does."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self._versions: Queue[int] = Queue()
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        with suppress(ConnectionClosed):
            for frame in self.socket:
                self._versions.put(int(re.search(r"version (\d+)", frame)[1]))

    def until(self, version: int) -> None:
        """Return once the page was sent this version. Raises queue.Empty when nothing comes any more."""
        while self._versions.get(timeout=PATIENCE) != version:
            pass

    def code(self) -> int | None:
        """Wait until the server closed, and return the code; None if it just hung up."""
        while self.socket.state is not State.CLOSED:
            with suppress(ConnectionClosed):
                self.socket.send("x")
        return self.socket.close_code


class Server:
    """Daphne on a port of its own, with the shop of `served`."""

    def __init__(self, port: int) -> None:
        self.host = f"127.0.0.1:{port}"
        self.path = f"/ws/live/?watch={token(big={1: 0})}"

    def ask(self, method: str) -> dict[str, int]:
        """Return the version and how many sockets watch; POST changes it first."""
        connection = HTTPConnection(self.host, timeout=PATIENCE)
        with closing(connection):
            connection.request(method, "/")
            return json.load(connection.getresponse())

    @contextmanager
    def page(self) -> Iterator[Page]:
        """Open a page that was sent what is newer than it shows."""
        with connect(f"ws://{self.host}{self.path}", origin=f"http://{self.host}", max_size=None) as socket:
            page = Page(socket)
            page.until(self.ask("GET")["version"])
            yield page

    def page_that_never_reads(self) -> socket.socket:
        """Open a page's socket with a bare client, and leave unread whatever comes."""
        host, port = self.host.split(":")
        raw = socket.socket()
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        raw.connect((host, int(port)))
        lines = [f"GET {self.path} HTTP/1.1", f"Host: {self.host}", f"Origin: http://{self.host}"]
        lines += ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"]
        lines += ["Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="]
        raw.sendall("\r\n".join([*lines, "", ""]).encode())
        return raw


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Run Daphne and return once it answers."""
    register(Kind("big", dict))
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        command = [sys.executable, "-m", "daphne", "-v", "0", "--fd", str(listening.fileno())]
        child = subprocess.Popen(
            [*command, "shop.live.tests.served:application"],
            cwd=settings.BASE_DIR,
            env=os.environ | {"SECRET_KEY": settings.SECRET_KEY, "DATABASE_URL": "", "REDIS_URL": ""},
            pass_fds=[listening.fileno()],
        )
        port = listening.getsockname()[1]
    server = Server(port)
    server.ask("GET")
    yield server
    child.terminate()
    child.wait(PATIENCE)
    del kinds["big"]


def change_until(server: Server, watching: int) -> int:
    """Change what the pages watch until so many of them are left, and return the version then."""
    for _ in range(2000):
        now = server.ask("POST")
        if now["watching"] == watching:
            return now["version"]
    raise AssertionError(f"{now['watching']} pages still watch")


def test_a_client_that_does_not_read_is_dropped_and_the_others_get_the_last_state(server: Server) -> None:
    with server.page() as page, closing(server.page_that_never_reads()):
        change_until(server, watching=2)
        page.until(change_until(server, watching=1))


def test_a_client_that_floods_is_dropped_and_the_others_do_not_notice(server: Server) -> None:
    with server.page() as page, server.page() as hostile:
        with suppress(ConnectionClosed):
            for _ in range(10_000):
                hostile.socket.send("x" * 1000)
        assert hostile.code() == Close.SPOKE
        page.until(change_until(server, watching=1))


def test_a_client_that_sends_megabytes_is_dropped_and_the_others_do_not_notice(server: Server) -> None:
    with server.page() as page, server.page() as hostile:
        with suppress(ConnectionClosed):
            hostile.socket.send("x" * 20_000_000)
        hostile.code()
        page.until(change_until(server, watching=1))
