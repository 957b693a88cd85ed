"""Rounds in which everybody runs once, from the same start, and is believed only what the books say."""

import os
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.books import Books
from bench.crew import Crew
from deploy.local.console import Refusal
from loadtest.opening import OpenShop
from loadtest.sampling import Usage, usage, used

CALLERS = "callers"  # the processes that claim, or that ask over HTTP
PATIENCE = 120.0  # seconds for what a lap leaves to the worker


@dataclass(frozen=True)
class Ground:
    """Where all contestants meet: one shop, and through it one PostgreSQL, its books, and callers."""

    shop: OpenShop
    books: Books
    crew: Crew

    def usage(self) -> Usage:
        """Return what every process has used so far."""
        return usage({**self.shop.roots, **dict.fromkeys(self.crew.pids, CALLERS)})

    def settle(self) -> None:
        """Wait until the worker has sent every mail: it belongs to the lap that caused it. Raises Refusal."""
        deadline = time.monotonic() + PATIENCE
        while left := self.books.unsent():
            if time.monotonic() > deadline:
                raise Refusal(f"{left} mails were not sent in time.")
            time.sleep(0.1)


class Contestant(ABC):
    """One way to claim, or to buy, from so many callers at once."""

    group: str
    name: str
    callers: int

    @abstractmethod
    def prepare(self, ground: Ground, seconds: float) -> None:
        """Make everything ready for a lap of so many seconds."""

    @abstractmethod
    def run(self, ground: Ground, seconds: float) -> tuple[int, float]:
        """Return how many were granted what they asked for, and in what time."""

    def counted(self, books: Books) -> int:
        """Return what the database knows of those: the units that left the counter."""
        return books.gone()


@dataclass(frozen=True)
class Lap:
    """One run of a contestant. `cpu` is processor seconds by kind of process; `load` was that before it."""

    round: int
    group: str
    name: str
    callers: int
    granted: int
    seconds: float
    cpu: Mapping[str, float]
    load: float

    @property
    def rate(self) -> float:
        """How many were granted in a second."""
        return self.granted / self.seconds


def laps(contestants: Sequence[Contestant], ground: Ground, rounds: int, seconds: float) -> Iterator[Lap]:
    """Yield every lap as it ends; each round starts with another contestant. Raises Refusal."""
    for number in range(rounds):
        first = number * len(contestants) // rounds
        for contestant in [*contestants[first:], *contestants[:first]]:
            yield lap(contestant, ground, number, seconds)


def lap(contestant: Contestant, ground: Ground, number: int, seconds: float) -> Lap:
    """Let a contestant run. Raises Refusal as `believed`."""
    load = os.getloadavg()[0]
    contestant.prepare(ground, seconds)
    before, began = contestant.counted(ground.books), ground.usage()
    granted, took = contestant.run(ground, seconds)
    ground.settle()
    cpu = used([began, ground.usage()])
    counted = contestant.counted(ground.books) - before
    believed(contestant.name, granted, counted)
    return Lap(number, contestant.group, contestant.name, contestant.callers, granted, took, cpu, load)


def believed(name: str, granted: int, counted: int) -> None:
    """Raise Refusal when somebody was granted more, or less, than the database says, or nothing at all."""
    if granted != counted:
        raise Refusal(f"{name} was granted {granted}, and the database knows of {counted}.")
    if not granted:
        raise Refusal(f"{name} was granted nothing: give it more time (--seconds).")
