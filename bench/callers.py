"""Callers in one process: each waits for a thread, is served, and waits again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Barrier, BrokenBarrierError
from time import monotonic
from typing import Any

from django.db import connections
from django.utils.module_loading import import_string

Work = Callable[[], bool]  # asks once, and returns whether it was granted


class Exhausted(Exception):
    """There is nothing left to ask for."""


@dataclass(frozen=True)
class Job:
    """What callers do: `work` names a factory that gets `settings` and returns a Work for one thread.

    So many `callers` wait, first come first served, for so many `threads`: with as many threads as callers
    each has a thread, and a connection, of its own; with fewer they wait as requests do in gunicorn's pool.
    """

    work: str
    callers: int
    threads: int
    settings: dict[str, Any] = field(default_factory=dict)

    def make(self) -> Work:
        """Return what one thread does."""
        return import_string(self.work)(**self.settings)


class Callers:
    """The threads of a job, made ready; `go` lets them run."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._waiting: SimpleQueue[None] = SimpleQueue()
        for _ in range(job.callers):
            self._waiting.put(None)
        self._deadline = 0.0
        self._start = Barrier(job.threads + 1, timeout=60)
        self._ready = Barrier(job.threads + 1, timeout=60)
        self._pool = ThreadPoolExecutor(job.threads)
        self._threads = [self._pool.submit(self._thread) for _ in range(job.threads)]
        try:
            self._ready.wait()
        except BrokenBarrierError:
            self._start.abort()
            raise self._problem() from None

    def go(self, deadline: float) -> int:
        """Serve callers until the deadline, by the monotonic clock; return how many were granted."""
        self._deadline = deadline
        self._start.wait()
        with self._pool:
            return sum(thread.result() for thread in self._threads)

    def _problem(self) -> BaseException:
        """Return why a thread did not get ready: not that it waited for one that did not."""
        problems = [problem for thread in self._threads if (problem := thread.exception())]
        causes = [problem for problem in problems if not isinstance(problem, BrokenBarrierError)]
        return (causes or problems)[0]

    def _thread(self) -> int:
        try:
            work = self._job.make()
            self._ready.wait()
            self._start.wait()
            return self._serve(work)
        except BaseException:
            self._ready.abort()
            raise
        finally:
            connections.close_all()

    def _serve(self, work: Work) -> int:
        granted = 0
        while monotonic() < self._deadline:
            caller = self._waiting.get()
            try:
                granted += work()
            except Exhausted:
                break
            self._waiting.put(caller)
        return granted
