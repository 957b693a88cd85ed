"""Callers in one process: all are served in turn, and what goes wrong is told."""

from threading import Lock, get_ident
from time import monotonic

import pytest

from bench.callers import Callers, Exhausted, Job, Work

TEN = 10
_lock = Lock()
_seen: list[int] = []


def ten_times() -> Work:
    """Grant ten in all, every second of them."""

    def work() -> bool:
        with _lock:
            if len(_seen) == TEN:
                raise Exhausted
            _seen.append(get_ident())
            return len(_seen) % 2 == 0

    return work


def impossible() -> Work:
    raise ValueError("no shop is there")


def test_only_what_is_granted_counts_and_it_ends_when_nothing_is_left() -> None:
    _seen.clear()
    callers = Callers(Job(f"{__name__}.ten_times", callers=6, threads=3))
    assert callers.go(monotonic() + 60) == TEN / 2
    assert len(set(_seen)) <= 3


def test_a_caller_that_cannot_begin_says_why() -> None:
    with pytest.raises(ValueError, match="no shop is there"):
        Callers(Job(f"{__name__}.impossible", callers=4, threads=4))
