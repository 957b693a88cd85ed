"""The processes that callers are in. They are told through pipes what to do, and end with us."""

import multiprocessing
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from time import monotonic

import django

from bench.callers import Callers, Exhausted, Job
from deploy.local.console import Refusal

PATIENCE = 120.0  # seconds beyond the time of a job


class Member:
    """One process of a crew."""

    def __init__(self) -> None:
        spawned = multiprocessing.get_context("spawn")
        self._line, theirs = spawned.Pipe()
        self._process: BaseProcess = spawned.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    def say(self, word: Job | float) -> None:
        """Send a job, or until when to do the one it has."""
        self._line.send(word)

    def answer(self, seconds: float = 0.0) -> int:
        """Return what it says within the time. Raises Refusal when that is a complaint, or nothing."""
        said = self._line.recv() if self._line.poll(seconds + PATIENCE) else "It does not answer."
        if isinstance(said, str):
            raise Refusal(f"A caller failed.\n{said}")
        return said

    def close(self) -> None:
        """Let it end."""
        self._line.close()
        self._process.join(10)
        self._process.kill()


class Crew:
    """All members. A job is made ready first, so that nothing but its work happens while time is taken."""

    def __init__(self, members: list[Member]) -> None:
        self._members = members
        self._busy: list[Member] = []

    @property
    def pids(self) -> list[int]:
        """The processes."""
        return [member.pid for member in self._members]

    def prepare(self, job: Job, processes: int = 1) -> None:
        """Share the callers among so many processes; the threads are those of each. Raises Refusal."""
        self._busy = self._members[: min(processes, job.callers)]
        share, rest = divmod(job.callers, len(self._busy))
        for number, member in enumerate(self._busy):
            callers = share + (number < rest)
            member.say(Job(job.work, callers, min(callers, job.threads), job.settings))
        for member in self._busy:
            member.answer()

    def go(self, seconds: float) -> tuple[int, float]:
        """Do the job; return how many callers were granted what they asked for, and how long it took."""
        began = monotonic()
        for member in self._busy:
            member.say(began + seconds)
        granted = sum(member.answer(seconds) for member in self._busy)
        return granted, monotonic() - began


@contextmanager
def crew(many: int) -> Iterator[Crew]:
    """Yield so many processes in which Django is set up, with our environment."""
    members = [Member() for _ in range(many)]
    try:
        yield Crew(members)
    finally:
        for member in members:
            member.close()


def _serve(line: Connection) -> None:
    django.setup()
    warm: set[str] = set()
    with suppress(EOFError):
        while True:
            try:
                _do(line, warm)
            except EOFError:
                raise
            except Exception:  # noqa: BLE001  it is told to who waits for the answer
                line.send(traceback.format_exc())


def _do(line: Connection, warm: set[str]) -> None:
    job = line.recv()
    if job.work not in warm:
        _warm_up(job)
        warm.add(job.work)
    callers = Callers(job)
    line.send(0)
    line.send(callers.go(line.recv()))


def _warm_up(job: Job) -> None:
    """Do the work once, so that imports and templates are loaded before any time is taken."""
    with suppress(Exhausted):
        job.make()()
    django.db.connections.close_all()
