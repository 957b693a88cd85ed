"""Daphne on a port of its own with the shop of `served`, and pages that are open there."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from queue import Queue
from threading import Thread
from typing import NamedTuple

import psutil
from django.conf import settings
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.protocol import State
from websockets.sync.client import ClientConnection, connect

from shop.live.tests.pages import token
from shop.live.topics import Kind, kinds, register

PATIENCE = 20
TRIES = 5
# With the limits that every shop has, and a proxy before it that tells who asks.
LIMITS = {"RATE_SOCKETS": "120/minute, 3000/minute", "TRUSTED_PROXIES": "1"}


class Frame(NamedTuple):
    """What a page was sent, and when."""

    version: int
    at: float


class Page:
    """A page's socket that reads in a thread of its own, as a browser does."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.versions: list[int] = []
        self._frames: Queue[Frame] = Queue()
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        with suppress(ConnectionClosed):
            for text in self.socket:
                frame = Frame(int(re.search(r"version (\d+)", text)[1]), time.monotonic())
                self.versions.append(frame.version)
                self._frames.put(frame)

    def until(self, version: int) -> float:
        """Return when the page was sent this version. Raises queue.Empty when nothing comes any more."""
        while (frame := self._frames.get(timeout=PATIENCE)).version != version:
            pass
        return frame.at

    @property
    def is_open(self) -> bool:
        """Whether neither side closed the socket."""
        return self.socket.state is State.OPEN

    def code(self) -> int | None:
        """Wait until the server closed, and return the code; None if it just hung up."""
        while self.socket.state is not State.CLOSED:
            with suppress(ConnectionClosed):
                self.socket.send("x")
        return self.socket.close_code


class Server:
    """The running Daphne."""

    def __init__(self, port: int, process: psutil.Process) -> None:
        self.host = f"127.0.0.1:{port}"
        self.process = process
        self.paths = {kind: f"/ws/live/?watch={token(**{kind: {1: 0}})}" for kind in ("small", "big")}

    def ask(self, method: str, kind: str) -> dict[str, int]:
        """Return the version of a kind and how many sockets watch it; POST changes it first."""
        connection = HTTPConnection(self.host, timeout=PATIENCE)
        with closing(connection):
            connection.request(method, f"/{kind}")
            return json.load(connection.getresponse())

    @contextmanager
    def page(self, kind: str) -> Iterator[Page]:
        """Open a page that was sent what is newer than it shows."""
        url, origin = f"ws://{self.host}{self.paths[kind]}", f"http://{self.host}"
        with _opened(url, origin) as opened:
            page = Page(opened)
            page.until(self.ask("GET", kind)["version"])
            yield page


def _opened(url: str, origin: str) -> ClientConnection:
    """Connect; a page whose handshake takes the server too long tries again, as pages do."""
    for _ in range(TRIES):
        with suppress(InvalidHandshake):
            return connect(url, origin=origin, max_size=None, proxy=None)
    return connect(url, origin=origin, max_size=None, proxy=None)


@contextmanager
def serving() -> Iterator[Server]:
    """Run Daphne until the block ends, which begins once it answers."""
    with _our_own_kinds(), closing(socket.create_server(("127.0.0.1", 0))) as listening:
        port, descriptor = listening.getsockname()[1], listening.fileno()
        command = [sys.executable, "-m", "daphne", "-v", "0", "--fd", str(descriptor)]
        child = subprocess.Popen(
            [*command, "shop.live.tests.served:application"],
            cwd=settings.BASE_DIR,
            env=os.environ
            | LIMITS
            | {"SECRET_KEY": settings.SECRET_KEY, "DATABASE_URL": "", "REDIS_URL": ""},
            pass_fds=[descriptor],
        )
        listening.close()
        try:
            server = Server(port, psutil.Process(child.pid))
            server.ask("GET", "small")
            yield server
        finally:
            child.terminate()
            child.wait(PATIENCE)


@contextmanager
def _our_own_kinds() -> Iterator[None]:
    """Know what `served` serves, so that its topics can be signed."""
    names = ("big", "small")
    for name in names:
        register(Kind(name, dict))
    yield
    for name in names:
        del kinds[name]
