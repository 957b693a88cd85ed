"""The wire between a browser and the shop, on which a test can cut the pages' sockets and nothing else."""

import socket
from contextlib import suppress
from threading import Thread
from urllib.parse import urlsplit

SOCKET = b"GET /ws/live/"
CHUNK = 65_536


class Wire:
    """A port of its own that leads to the shop."""

    def __init__(self, shop: str) -> None:
        self._shop = urlsplit(shop)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._is_cut = False
        self._is_stalled = False
        self._sockets: set[socket.socket] = set()
        self._silent: set[socket.socket] = set()
        Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End the sockets that are open, and refuse those that pages try to open."""
        self._is_cut = True
        for near in self._sockets:
            _end(near)
        self._sockets.clear()

    def stall(self) -> None:
        """From now on let sockets wait for their answer for as long as the page does."""
        self._is_stalled = True

    def silence(self) -> None:
        """Lose what comes for the sockets that are open, without a word to the page, as a dead radio does."""
        self._silent |= self._sockets

    def mend(self) -> None:
        """Let sockets be opened again."""
        self._is_cut = False

    def close(self) -> None:
        """Let no more browsers in."""
        _end(self._listening)
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _address = self._listening.accept()
                Thread(target=self._serve, args=[near], daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        with near, suppress(OSError):
            first = near.recv(CHUNK)
            if first.startswith(SOCKET):
                if self._is_cut:
                    return
                self._sockets.add(near)
                if self._is_stalled:
                    near.recv(CHUNK)
                    return
            with socket.create_connection((self._shop.hostname, self._shop.port)) as far:
                far.sendall(first)
                Thread(target=self._carry, args=[near, far], daemon=True).start()
                self._carry(far, near)

    def _carry(self, start: socket.socket, end: socket.socket) -> None:
        with suppress(OSError):
            while data := start.recv(CHUNK):
                if end not in self._silent:
                    end.sendall(data)
        _end(end)


def _end(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
