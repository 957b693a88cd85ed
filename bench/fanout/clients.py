"""The process that the open pages are in. It is told through a pipe what to do, and ends with us."""

import asyncio
import gc
import multiprocessing
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any

from bench.fanout.crowd import Crowd, Doorway, Heard
from deploy.local.console import Refusal


class Clients:
    """A crowd in another process, of `many` pages."""

    def __init__(self, line: Connection, pid: int) -> None:
        self._line = line
        self.pid = pid
        self.many = 0

    def open(self, door: Doorway, many: int) -> None:
        """Open so many more sockets. Raises Refusal when one is refused."""
        self.many = self._asked("open", door, many)

    def listen(self) -> None:
        """Count from now on."""
        self._asked("listen")

    def heard(self, version: int, seconds: float) -> Heard:
        """Return what was heard as soon as all pages have this version, or when the time is over."""
        return self._asked("heard", version, seconds)

    def _asked(self, what: str, *arguments: Any) -> Any:
        self._line.send((what, arguments))
        said = self._line.recv()
        if isinstance(said, str):
            raise Refusal(f"{said}\nThe clients failed.")
        return said


@contextmanager
def clients() -> Iterator[Clients]:
    """Yield a process without pages as yet; it takes them with it when it ends."""
    spawned = multiprocessing.get_context("spawn")
    ours, theirs = spawned.Pipe()
    process = spawned.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    try:
        yield Clients(ours, process.pid)
    finally:
        ours.close()
        process.join(10)
        process.kill()


def _serve(line: Connection) -> None:
    gc.disable()  # a pause of the one who listens would count as one of who speaks
    with suppress(EOFError):
        asyncio.run(_obey(line))


async def _obey(line: Connection) -> None:
    crowd = Crowd()
    while True:
        what, arguments = await crowd.loop.run_in_executor(None, line.recv)
        try:
            line.send(await getattr(crowd, what)(*arguments))
        except Exception:  # noqa: BLE001  it is told to who waits for the answer
            line.send(traceback.format_exc())
