"""What is looked at again and again while a sale runs: the drop's stock, and who uses the processors."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

import psutil

from loadtest.telling import now

T = TypeVar("T")

# By what stands in a process's command line. A process that none fits counts to its parent's kind.
PROGRAMS = {
    "gunicorn": "web",
    "daphne": "live",
    "celery -A shop worker": "worker",
    "celery -A shop beat": "worker",
    "nginx": "front",
    "deploy.local.front": "front",
    "aiosmtpd": "mail",
    "honcho": "honcho",
}
SERVER = ("web", "live", "postgres", "redis")  # what an order costs a shop


@dataclass(frozen=True, slots=True)
class Usage:
    """Processor seconds used up to a moment, by kind of process; `all` is the whole machine's."""

    at: float
    seconds: Mapping[str, float]


class Sampler(threading.Thread, Generic[T]):
    """Looks at something every so many seconds until it is closed, and once more then."""

    def __init__(self, look: Callable[[], T], every: float) -> None:
        super().__init__(daemon=True)
        self._look, self._every = look, every
        self._over = threading.Event()
        self.samples: list[T] = []
        self._problem: Exception | None = None

    def run(self) -> None:
        """Look, and look again."""
        try:
            while not self._over.is_set():
                self.samples.append(self._look())
                self._over.wait(self._every)
            self.samples.append(self._look())
        except Exception as problem:  # noqa: BLE001  raised again where it is waited for
            self._problem = problem

    def close(self) -> None:
        """Look for the last time. Raises what a look raised."""
        self._over.set()
        self.join()
        if self._problem:
            raise self._problem


@contextmanager
def sampled(look: Callable[[], T], *, every: float) -> Iterator[list[T]]:
    """Collect what `look` returns; the list is complete when the block has ended."""
    sampler = Sampler(look, every)
    sampler.start()
    try:
        yield sampler.samples
    finally:
        sampler.close()


def usage(roots: Mapping[int, str]) -> Usage:
    """Return what the processes below each root, given with its kind, have used so far."""
    total: Counter[str] = Counter()
    for pid, kind in roots.items():
        try:
            _add(psutil.Process(pid), kind, total)
        except psutil.NoSuchProcess:
            continue
    busy = psutil.cpu_times()
    total["all"] = sum(busy) - busy.idle - getattr(busy, "iowait", 0) - getattr(busy, "guest", 0)
    return Usage(now(), dict(total))


def _add(process: psutil.Process, kind: str, total: Counter[str]) -> None:
    """Count a process and what it started; those that ended are in its own times for children."""
    times, command = process.cpu_times(), " ".join(process.cmdline())
    kind = next((named for program, named in PROGRAMS.items() if program in command), kind)
    total[kind] += sum(times[:4])
    for child in process.children():
        try:
            _add(child, kind, total)
        except psutil.NoSuchProcess:
            continue


def used(samples: list[Usage]) -> dict[str, float]:
    """Return the processor seconds used between the first sample and the last, by kind."""
    first, last = samples[0].seconds, {}
    for sample in samples:  # a kind that has ended stays at what it had
        last |= sample.seconds
    return {kind: max(seconds - first.get(kind, 0.0), 0.0) for kind, seconds in last.items()}


def pace(samples: list[Usage], kind: str) -> list[tuple[float, float]]:
    """Return (time, processors in use) between each two samples."""
    pairs = pairwise(samples)
    return [
        (later.at, max(later.seconds.get(kind, 0) - sooner.seconds.get(kind, 0), 0) / (later.at - sooner.at))
        for sooner, later in pairs
        if later.at > sooner.at
    ]
