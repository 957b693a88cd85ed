"""Single changes: how long until the last page has one, and what it costs."""

import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.fanout.crowd import Heard
from bench.fanout.stand import PATIENCE, Stand
from loadtest.sampling import used

QUIET = 0.25  # seconds after a round, in which a server may finish what it does for it


@dataclass(frozen=True)
class Round:
    """One change told in one way. Times are in seconds from its commit, `cpu` in seconds by process."""

    way: str
    sockets: int
    number: int
    last: float
    middle: float
    frames: int
    bytes: int
    cpu: Mapping[str, float]
    load: float
    wrongs: Mapping[str, int]


@dataclass(frozen=True)
class Rest:
    """A way with nothing to tell: bytes for each socket, and how much of a processor it uses."""

    way: str
    sockets: int
    memory: float
    idle: float


def rests(stands: Sequence[Stand], seconds: float) -> list[Rest]:
    """Return what the open sockets themselves cost, all ways watched at the same time."""
    before = [each.usage() for each in stands]
    time.sleep(seconds)
    spent = [used([began, each.usage()])["live"] for began, each in zip(before, stands, strict=True)]
    return [
        Rest(each.way.name, each.pages.many, each.memory, cpu / seconds)
        for each, cpu in zip(stands, spent, strict=True)
    ]


def rounds(stands: Sequence[Stand], many: int) -> Iterator[Round]:
    """Yield every round as it ends; each starts with another way."""
    for number in range(many):
        first = number % len(stands)
        for each in (*stands[first:], *stands[:first]):
            yield _round(each, number)


def _round(stand: Stand, number: int) -> Round:
    load, before = os.getloadavg()[0], stand.usage()
    stand.pages.listen()
    committed = stand.change()
    heard = stand.pages.heard(stand.way.shelf.snapshot.version, PATIENCE)
    time.sleep(QUIET)
    cpu = used([before, stand.usage()])
    times = heard.last - committed, heard.middle - committed
    counted = heard.frames, heard.bytes
    return Round(stand.way.name, stand.pages.many, number, *times, *counted, cpu, load, wrongs(heard))


def wrongs(*all_heard: Heard) -> dict[str, int]:
    """Return how many pages, or frames, were not as they should be, by what was wrong with them."""
    found: Counter[str] = Counter()
    for heard in all_heard:
        found["did not get the last version"] += heard.behind
        found["missed it altogether"] += heard.missed
        found["went back to an older version"] += heard.back
        found["lost their connection"] += heard.lost
    return {what: many for what, many in found.items() if many}
