"""Pages without a browser that follow a product's stock: what they show, kept up by their sockets."""

import html
import re
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import ClientConnection, connect

# As in templates/live/_connection.html: with any other code a page gives up.
RECONNECT = {1000, 1001, 1005, 1006, 1011, 1012, 1013, 1014}
PAUSE = 0.4
PATIENCE = 10.0
SOCKET = re.compile(r'hx-ws:connect="([^"]+)"')
_BADGE = re.compile(r'<p id="(stock-\d+)" class="stock" data-version="(\d+)"(.*?)</p>', re.DOTALL)
_DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def badge_in(page: str) -> str:
    """Return what a page's first badge says, whatever its version: what does not show is not pushed."""
    return _BADGE.search(page)[3]


class OpenPage:
    """A product's page, open: the badge it came with, kept up by its socket."""

    def __init__(self, url: str, path: str) -> None:
        self.url = url
        text = fetch(url + path)
        self.socket = url.replace("http", "ws", 1) + html.unescape(SOCKET.search(text)[1])
        self.badge, self.version = "", -1
        self.id = _BADGE.search(text)[1]
        self.absorb(text)
        self.connections = 0
        self.gave_up: int | None = None
        self._left = threading.Event()
        self._live: ClientConnection | None = None

    @property
    def live(self) -> bool:
        """Whether its socket is open."""
        return self._live is not None

    def absorb(self, text: str) -> None:
        """Show what a reply or a push says, unless the page shows something newer."""
        for name, version, badge in _BADGE.findall(text):
            if name == self.id and int(version) > self.version:
                self.version, self.badge = int(version), badge

    def follow(self) -> None:
        """Stay connected as a page does until `leave` is called."""
        while not self._left.is_set() and self.gave_up is None:
            try:
                with connect(self.socket, origin=self.url, proxy=None, open_timeout=PATIENCE) as socket:
                    self._listen(socket)
            except (OSError, InvalidHandshake, ConnectionClosed):
                pass  # away for now
            self._left.wait(PAUSE)

    def leave(self) -> None:
        """Close the page."""
        self._left.set()
        if self._live:
            self._live.close()

    def _listen(self, socket: ClientConnection) -> None:
        self._live, self.connections = socket, self.connections + 1
        try:
            for text in socket:
                self.absorb(text)
        finally:
            self._live = None
            if socket.close_code not in RECONNECT:
                self.gave_up = socket.close_code


@contextmanager
def watching(url: str, path: str, pages: int) -> Iterator[list[OpenPage]]:
    """Open so many pages and follow the stock on them."""
    opened = [OpenPage(url, path) for _ in range(pages)]
    threads = [threading.Thread(target=page.follow, daemon=True) for page in opened]
    with ExitStack() as stack:
        for page, thread in zip(opened, threads, strict=True):
            thread.start()
            stack.callback(thread.join, PATIENCE)
            stack.callback(page.leave)
        yield opened


def fetch(url: str) -> str:
    """Get a page. Raises OSError."""
    with _DIRECTLY.open(url, timeout=PATIENCE) as answer:
        return answer.read().decode()
