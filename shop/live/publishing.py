"""From a commit to the hubs: straight to this process's own, by the channel layer to those of the others."""

import asyncio
import atexit
import logging
import os
import queue
import threading
import time
from collections.abc import Callable, Collection, Iterable

from channels.layers import InMemoryChannelLayer, get_channel_layer

logger = logging.getLogger(__name__)

GROUP = "live"
PUBLISH_SECONDS = 2.0  # then it is given up: the hubs' re-read finds the change
BREATH_SECONDS = 0.03  # between two messages: the hubs flush ten times a second, however many come
EXIT_SECONDS = 2.0

Changed = Collection[tuple[str, int]]
Door = Callable[[Iterable[tuple[str, int]]], None]


class Publisher:
    """A thread that tells other processes, so that no shopper waits for a channel layer that is away.

    It keeps one event loop, and so one connection; what piles up while it is busy goes out as one message.
    """

    def __init__(self) -> None:
        self.begin_anew()

    def begin_anew(self) -> None:
        """Forget everything, as a forked child must: threads do not survive a fork."""
        self._waiting: queue.Queue[Changed] = queue.Queue()
        self._starting = threading.Lock()
        self._away = False
        self._thread: threading.Thread | None = None

    def put(self, topics: Changed) -> None:
        """Take topics to be published; returns at once."""
        self._waiting.put(topics)
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="live-publisher", daemon=True)
                self._thread.start()

    def wait_until_sent(self, seconds: float) -> bool:
        """Return whether everything was published or given up within this time."""
        done = self._waiting.all_tasks_done
        with done:
            return done.wait_for(lambda: not self._waiting.unfinished_tasks, seconds)

    def _work(self) -> None:
        with asyncio.Runner() as runner:
            while True:
                batches = [self._waiting.get(), *self._rest()]
                self._tell(runner, {topic for topics in batches for topic in topics})
                for _ in batches:
                    self._waiting.task_done()
                time.sleep(BREATH_SECONDS)

    def _tell(self, runner: asyncio.Runner, topics: Changed) -> None:
        try:
            runner.run(_send(topics))
        except Exception as error:  # noqa: BLE001  whatever a channel layer raises
            if not self._away:  # once, not for each of the changes that an outage swallows
                logger.warning("Changed topics are not published until the channel layer is back: %r", error)
            self._away = True
        else:
            self._away = False

    def _rest(self) -> Iterable[Changed]:
        while True:
            try:
                yield self._waiting.get_nowait()
            except queue.Empty:
                return


async def _send(topics: Changed) -> None:
    message = {"type": "live.changed", "topics": [list(topic) for topic in topics]}
    async with asyncio.timeout(PUBLISH_SECONDS):
        await get_channel_layer().group_send(GROUP, message)


_publisher = Publisher()
_doors: list[Door] = []  # at most one: this process's hub


def open_door(door: Door) -> None:
    """Tell this process's hub directly from now on; the door may be called from any thread."""
    _doors[:] = [door]


def between_processes() -> bool:
    """Return whether the channel layer reaches other processes at all."""
    return not isinstance(get_channel_layer(), InMemoryChannelLayer)


def publish(topics: Changed) -> None:
    """Tell every hub that these topics changed. Never raises: what is lost here, the hubs' re-read finds."""
    try:
        publish_here(topics)
        if between_processes():
            publish_elsewhere(topics)
    except Exception:
        logger.exception("Changed topics were not published")


def publish_here(topics: Changed) -> None:
    """Tell the hub of this process, if it has one that still runs."""
    for door in _doors:
        door(topics)


def publish_elsewhere(topics: Changed) -> None:
    """Tell the hubs of all processes through the channel layer, a moment later, in a thread of its own."""
    _publisher.put(topics)


def wait_until_published(seconds: float = EXIT_SECONDS) -> bool:
    """Return whether what was announced so far has been handed to the channel layer, or given up, in time."""
    return _publisher.wait_until_sent(seconds)


atexit.register(wait_until_published)  # a management command may end right after its last commit
os.register_at_fork(after_in_child=_publisher.begin_anew)
