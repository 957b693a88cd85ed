"""A process that is asked to stop tells its pages first: they connect again to whoever serves then."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

_serving: set[asyncio.Task[Any]] = set()


@contextmanager
def until_we_stop() -> Iterator[None]:
    """Have the running task cancelled, and waited for, when Daphne gets a signal to stop."""
    task = asyncio.current_task()
    _serving.add(task)
    _listen()
    try:
        yield
    finally:
        _serving.discard(task)


@cache
def _listen() -> None:
    # Daphne's own way to cancel what runs ends with a KeyError when a request came in the last second.
    reactor = sys.modules.get("twisted.internet.reactor")
    if getattr(reactor, "running", False):
        reactor.addSystemEventTrigger("before", "shutdown", _end)


def _end() -> Any:
    from twisted.internet.defer import Deferred  # there is a Twisted only under Daphne

    for task in _serving:
        if not task.cancelling():
            task.cancel()
    return Deferred.fromFuture(asyncio.gather(*_serving, return_exceptions=True))
