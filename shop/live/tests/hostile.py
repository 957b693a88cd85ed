"""A client that means harm, in a process of its own: `python -m shop.live.tests.hostile host:port small big`.

Small and big are the paths of sockets that are sent little and much. It goes on until it was cut off for not
reading, and prints how often it did what.
"""

import json
import os
import select
import socket
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from threading import Event

from websockets.exceptions import ConnectionClosed, InvalidMessage, InvalidStatus
from websockets.frames import Frame, Opcode
from websockets.sync.client import ClientConnection, connect

PATIENCE = 20
MEGABYTE = 1024 * 1024
DEAF, TIMES = 10, 2
ADDRESS = {"X-Forwarded-For": "192.0.2.66"}


def deaf(host: str, path: str) -> socket.socket:
    """Open a page's socket with a bare client, and leave unread whatever comes."""
    name, port = host.split(":")
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.connect((name, int(port)))
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}", f"Origin: http://{host}"]
    lines += ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"]
    lines += ["Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", *(": ".join(each) for each in ADDRESS.items())]
    raw.sendall("\r\n".join([*lines, "", ""]).encode())
    return raw


class Hostile:
    """What it does, each as often as it can until `over`."""

    def __init__(self, host: str, small: str, big: str) -> None:
        self.host, self.small, self.big = host, small, big
        self.done: Counter[str] = Counter()
        self.over = Event()

    def attack(self) -> None:
        """Do everything at once."""
        ways = [self.flood, self.send_megabytes, self.forge, self.come_and_go]
        with ThreadPoolExecutor(len(ways)) as threads:
            going = [threads.submit(self._again_and_again, way) for way in ways]
            try:
                for _ in range(TIMES):
                    self.leave_unread()
            finally:
                self.over.set()
        for each in going:
            each.result()

    def flood(self) -> str:
        """Send 10,000 messages."""
        return self._say(b"x" * 100, 10_000)

    def send_megabytes(self) -> str:
        """Send ten messages of more than a megabyte."""
        return self._say(b"x" * (MEGABYTE + 1), 10)

    def forge(self) -> str:
        """Ask for a topic that nobody signed."""
        with self._opened("/ws/live/?watch=small:1") as opened:
            return _end(opened)

    def come_and_go(self) -> str:
        """Open a hundred sockets, and drop each before it is answered."""
        for _ in range(100):
            deaf(self.host, self.small).close()
        return "dropped"

    def leave_unread(self) -> None:
        """Open sockets, read nothing, and return once all of them were cut off. Raises TimeoutError."""
        with ExitStack() as stack:
            waiting = [stack.enter_context(closing(deaf(self.host, self.big))) for _ in range(DEAF)]
            for each in waiting:
                poll = select.poll()
                poll.register(each, 0)
                if not poll.poll(PATIENCE * 1000):
                    raise TimeoutError("A client that does not read was not cut off")
                self.done["leave_unread: cut off"] += 1

    def _again_and_again(self, way: Callable[[], str]) -> None:
        while True:
            try:
                self.done[f"{way.__name__}: {way()}"] += 1
            except InvalidStatus as refusal:
                self.done[f"{way.__name__}: {refusal.response.status_code}"] += 1
            except InvalidMessage:  # Daphne hangs up where a handshake takes too long
                self.done[f"{way.__name__}: not answered"] += 1
            if self.over.is_set():
                return

    def _say(self, words: bytes, times: int) -> str:
        with self._opened(self.small) as opened:
            frame = Frame(Opcode.TEXT, words).serialize(mask=True)
            try:
                opened.socket.sendall(frame * times)
            except OSError:
                return "cut off"
            return _end(opened)

    def _opened(self, path: str) -> ClientConnection:
        url, origin = f"ws://{self.host}{path}", f"http://{self.host}"
        return connect(url, origin=origin, additional_headers=ADDRESS, proxy=None, close_timeout=1)


def _end(opened: ClientConnection) -> str:
    """Read until the server closes; return the code, or that it hung up without one."""
    try:
        while True:
            opened.recv(timeout=PATIENCE)
    except ConnectionClosed as end:
        return str(end.rcvd.code) if end.rcvd else "cut off"


if __name__ == "__main__":
    os.nice(10)  # a hostile client has a machine of its own
    hostile = Hostile(*sys.argv[1:])
    hostile.attack()
    print(json.dumps(hostile.done))
