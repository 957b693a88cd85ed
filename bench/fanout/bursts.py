"""Hundreds of changes a second on one variant: who is told what of them, and how soon of the last."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import connection

from bench.fanout.crowd import Heard
from bench.fanout.rounds import wrongs
from bench.fanout.stand import PATIENCE, SERVER, Stand
from loadtest.sampling import used

PER_SECOND = 500
ONE, TWO = "one process", "two processes, Redis restarted"


@dataclass(frozen=True)
class Burst:
    """A burst of changes. `behind` is the seconds from the last commit to the last page that has it.

    `frames` and `bytes` are those of the page that was told most, in each second; `cpu` is how much of a
    processor the first server used.
    """

    what: str
    sockets: int
    changes: int
    seconds: float
    frames: float
    bytes: float
    behind: float
    cpu: float
    load: float
    wrongs: Mapping[str, int]


@dataclass(frozen=True)
class Made:
    """So many changes, from when to when by the monotonic clock."""

    changes: int
    began: float
    ended: float

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.ended - self.began


def burst(what: str, stands: Sequence[Stand], seconds: float, halfway: Callable[[], None]) -> Burst:
    """Make changes for so long, all on one variant; `halfway` is done in between, in this thread.

    The stands are servers of one shop: who announces to one, announces to all.
    """
    first, load, before = stands[0], os.getloadavg()[0], stands[0].usage()
    for stand in stands:
        stand.pages.listen()
    with ThreadPoolExecutor(1) as changer:
        making = changer.submit(_made, first, seconds)
        time.sleep(seconds / 2)
        halfway()
        made = making.result()
    version = first.way.shelf.snapshot.version
    heard = [stand.pages.heard(version, PATIENCE) for stand in stands]
    cpu = used([before, first.usage()])[SERVER] / (time.monotonic() - made.began)
    sockets = sum(stand.pages.many for stand in stands)
    return Burst(what, sockets, made.changes, made.seconds, *_told(heard, made), cpu, load, wrongs(*heard))


def _told(heard: Sequence[Heard], made: Made) -> tuple[float, float, float]:
    """Return frames and bytes a second, and the seconds behind."""
    frames, bytes_ = max(each.frames for each in heard), max(each.bytes for each in heard)
    behind = max(each.last for each in heard) - made.ended
    return frames / made.seconds, bytes_ / made.seconds, behind


def _made(stand: Stand, seconds: float) -> Made:
    began, done = time.monotonic(), 0
    while (now := time.monotonic()) < began + seconds:
        due = began + done / PER_SECOND
        if due > now:
            time.sleep(due - now)
        stand.change()
        done += 1
    ended = stand.end()
    connection.close()
    return Made(done + 1, began, ended)
