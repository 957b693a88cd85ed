"""Hundreds of changes a second on one variant: who is told what of them, and how soon of the last."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import connection

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


def burst(what: str, stands: Sequence[Stand], seconds: float, halfway: Callable[[], None]) -> Burst:
    """Make changes for so long, all on one variant; `halfway` is done in between, in this thread.

    The stands are servers of one shop: who announces to one, announces to all.
    """
    for stand in stands:
        stand.pages.listen()
    load, before, began = os.getloadavg()[0], stands[0].usage(), time.monotonic()
    with ThreadPoolExecutor(1) as changer:
        changing = changer.submit(_changes, stands[0], seconds)
        time.sleep(seconds / 2)
        halfway()
        changes, ended = changing.result()
    version = stands[0].way.shelf.snapshot.version
    heard = [stand.pages.heard(version, PATIENCE) for stand in stands]
    cpu = used([before, stands[0].usage()])[SERVER] / (time.monotonic() - began)
    took = ended - began
    return Burst(
        what,
        sum(stand.pages.many for stand in stands),
        changes,
        took,
        max(each.frames for each in heard) / took,
        max(each.bytes for each in heard) / took,
        max(each.last for each in heard) - ended,
        cpu,
        load,
        wrongs(*heard),
    )


def _changes(stand: Stand, seconds: float) -> tuple[int, float]:
    """Return how many changes there were, and when the last was committed."""
    began, done = time.monotonic(), 0
    while (now := time.monotonic()) < began + seconds:
        due = began + done / PER_SECOND
        if due > now:
            time.sleep(due - now)
        stand.change()
        done += 1
    ended = stand.end()
    connection.close()
    return done + 1, ended
