"""Many open pages in one process: what each is told, when, and whether it ever goes back."""

import asyncio
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from time import monotonic

from bench.fanout import frames

HOST = "127.0.0.1"
AT_ONCE = 50  # handshakes
PATIENCE = 60.0  # seconds for a handshake
SOCKETS_PER_ADDRESS = 20_000  # of which a system has ports enough
_VERSION = re.compile(rb'data-version="(\d+)"')


@dataclass(frozen=True)
class Doorway:
    """Where pages connect to: a port of this machine, and the address behind it."""

    port: int
    path: str


@dataclass(frozen=True)
class Heard:
    """What a crowd was told since it began to listen.

    Times are of the monotonic clock, which all processes of a machine share: when the last page, and the
    one in the middle, was told the newest it knows. `frames` and `bytes` are those of the page that was
    told most. `behind` counts pages that did not get as far as asked, `missed` those told of nothing at
    all, `back` frames that were older than what their page had, `lost` sockets that were closed on us.
    """

    last: float
    middle: float
    frames: int
    bytes: int
    behind: int
    missed: int
    back: int
    lost: int


@lru_cache(maxsize=8)  # every page is told the same
def version(content: bytes) -> int:
    """Return the version that the fragments of a frame say they have."""
    return min(map(int, _VERSION.findall(content)))


class Page(asyncio.Protocol):
    """One socket."""

    def __init__(self, crowd: "Crowd", hello: bytes) -> None:
        self.crowd, self.hello = crowd, hello
        self.opened = crowd.loop.create_future()
        self.rest = b""
        self.version, self.at = -1, 0.0
        self.lost = False
        self.listen()

    def listen(self) -> None:
        """Forget what was counted."""
        self.frames = self.bytes = self.back = 0

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Ask for the socket."""
        self.transport = transport
        transport.write(self.hello)

    def connection_lost(self, _problem: Exception | None) -> None:
        """Note that the server is done with us."""
        self.lost = True
        if not self.opened.done():
            answer = self.rest.partition(b"\r\n")[0].decode()
            self.opened.set_exception(ConnectionError(f"a socket was refused: {answer}"))

    def data_received(self, data: bytes) -> None:
        """Read what is complete."""
        now = monotonic()
        self.rest += data
        if not self.opened.done() and not self._accepted():
            return
        for kind, content, rest in frames.split(self.rest):
            self.rest = rest
            if kind == frames.TEXT:
                self._told(content, now)
            elif kind == frames.PING:
                self.transport.write(frames.pong(content))
            elif kind == frames.CLOSE:
                self.transport.close()

    def _accepted(self) -> bool:
        head, end, rest = self.rest.partition(b"\r\n\r\n")
        if not end:
            return False
        if not head.startswith(b"HTTP/1.1 101"):
            self.transport.abort()
            return False
        self.rest = rest
        self.opened.set_result(None)
        return True

    def _told(self, content: bytes, now: float) -> None:
        before, told = self.version, version(content)
        self.frames += 1
        self.bytes += len(content)
        if told < before:
            self.back += 1
        else:
            self.version, self.at = told, now
            self.crowd.reached(before, told)


class Crowd:
    """All pages of a process. Lives on one event loop."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self._pages: list[Page] = []
        self._target = math.inf
        self._short = 0  # pages that are not at the target yet
        self._complete = asyncio.Event()

    async def open(self, door: Doorway, many: int) -> int:
        """Open so many more sockets; return how many there are. Raises ConnectionError."""
        turns = asyncio.Semaphore(AT_ONCE)
        numbers = range(len(self._pages), len(self._pages) + many)
        self._pages += await asyncio.gather(*(self._opened(door, number, turns) for number in numbers))
        return len(self._pages)

    async def listen(self) -> None:
        """Count from now on."""
        for page in self._pages:
            page.listen()

    async def heard(self, version: int, seconds: float) -> Heard:
        """Return what was heard as soon as all pages have this version, or when the time is over."""
        self._target, self._short = version, sum(page.version < version for page in self._pages)
        self._complete.clear()
        if self._short:
            await _in_time(self._complete, seconds)
        self._target = math.inf
        return summed(self._pages, version)

    def reached(self, before: int, version: int) -> None:
        """Hear from a page that it came from one version to another."""
        if before < self._target <= version:
            self._short -= 1
            if not self._short:
                self._complete.set()

    async def _opened(self, door: Doorway, number: int, turns: asyncio.Semaphore) -> Page:
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        hello = frames.request(f"{HOST}:{door.port}", door.path, address)
        further = number // SOCKETS_PER_ADDRESS
        source = (f"127.0.0.{1 + further}", 0) if further else None
        async with turns, asyncio.timeout(PATIENCE):
            _, page = await self.loop.create_connection(
                lambda: Page(self, hello), HOST, door.port, local_addr=source
            )
            await page.opened
        return page


def summed(pages: Iterable[Page], version: int) -> Heard:
    """Return what these pages heard, who should have come as far as this version."""
    times = [page.at for page in pages]
    return Heard(
        last=max(times),
        middle=median(times),
        frames=max(page.frames for page in pages),
        bytes=max(page.bytes for page in pages),
        behind=sum(page.version < version for page in pages),
        missed=sum(not page.frames for page in pages),
        back=sum(page.back for page in pages),
        lost=sum(page.lost for page in pages),
    )


async def _in_time(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
