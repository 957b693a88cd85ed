"""The hub of a Daphne process: it turns "variant 7 changed" into frames for the sockets that watch it."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings

from shop.live import hearing, publishing, reading
from shop.live.jobs import RETRY_SECONDS, kept_up
from shop.live.sockets import Close, Socket, addressed, named_by
from shop.live.topics import Topic
from shop.live.transport import Letter
from shop.operations import metrics

logger = logging.getLogger(__name__)

FLUSH_SECONDS = 0.1  # from one flush to the next at least, however many changes there are
SESSION_SECONDS = 30.0  # between two looks at whether the sessions of open sockets still hold
YIELD_AFTER = 100  # sends


class Hub:
    """Collects changed topics, reads and renders them once, and hands the same text to every socket.

    Lives on one event loop; only `changed` may be called from other threads. One flush runs at a time, so
    that a socket never gets an older version after a newer one. A socket that arrives has its topics read
    like any that changed: it is sent what is newer than its page.
    """

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self._sockets: set[Socket] = set()
        self._watchers: defaultdict[Topic, set[Socket]] = defaultdict(set)
        self._arrivals: set[Socket] = set()  # their sessions are still to be looked at
        self._dirty: set[Topic] = set()
        self._told: dict[Topic, reading.Told] = {}
        self._wake = asyncio.Event()
        self._reader = ThreadPoolExecutor(1, "live-reader")
        jobs = [self._flush_when_dirty, self._reread, self._look_at_sessions, self._listen]
        self._tasks = [self.loop.create_task(kept_up(job)) for job in jobs]
        publishing.open_door(self.changed)

    def join(self, socket: Socket) -> None:
        """Let a socket follow its topics from now on, beginning with what is newer than its page."""
        self._sockets.add(socket)
        self._arrivals.add(socket)
        for topic in socket.versions:
            self._watchers[topic].add(socket)
        self._mark(socket.versions)

    def leave(self, socket: Socket) -> None:
        """Forget a socket; one that left already may leave again."""
        self._sockets.discard(socket)
        self._arrivals.discard(socket)
        for topic in socket.versions:
            self._unwatch(socket, topic)

    def changed(self, topics: Iterable[tuple[str, int]]) -> None:
        """Note from any thread that topics changed. Does nothing when the hub's loop has ended."""
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._mark, topics)

    def watching(self, topic: Topic) -> int:
        """Return how many sockets of this process follow a topic."""
        return len(self._watchers.get(topic, ()))

    def _mark(self, topics: Iterable[tuple[str, int]]) -> None:
        self._dirty.update(Topic(*topic) for topic in topics if topic in self._watchers)
        if self._dirty or self._arrivals:
            self._wake.set()

    def _mark_everything(self) -> None:
        self._mark(tuple(self._watchers))

    def _unwatch(self, socket: Socket, topic: Topic) -> None:
        self._watchers[topic].discard(socket)
        if not self._watchers[topic]:
            del self._watchers[topic]
            self._told.pop(topic, None)

    async def _flush_when_dirty(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            next_flush = self.loop.time() + FLUSH_SECONDS
            await self._admit()
            await self._flush()
            await asyncio.sleep(next_flush - self.loop.time())

    async def _flush(self) -> None:
        dirty, self._dirty = self._dirty, set()
        wanted = {topic: self._wanted(topic) for topic in dirty if topic in self._watchers}
        if wanted:
            frames, failed = await self._in_reader(reading.frames, wanted)
            if failed:
                self.loop.call_later(RETRY_SECONDS, self._mark, failed)
            await self._deliver(addressed(frames, self._watchers))
            told = {topic: reading.Told(frame.version, frame.said) for (topic, _), frame in frames.items()}
            self._told |= {topic: what for topic, what in told.items() if topic in self._watchers}

    async def _deliver(self, post: Mapping[Socket, str]) -> None:
        """Send each socket its text in a frame, which is made once for all that get the same."""
        letters = {text: Letter(text) for text in set(post.values())}
        for count, (socket, text) in enumerate(post.items(), 1):
            await self._hand_over(socket, letters[text])
            if count % YIELD_AFTER == 0:
                await asyncio.sleep(0)
        metrics.pushes.inc(len(post))

    def _wanted(self, topic: Topic) -> reading.Wanted:
        shown = {(socket.versions[topic], socket.language) for socket in self._watchers[topic]}
        versions, languages = map(frozenset, zip(*shown, strict=True))
        return reading.Wanted(versions, languages, self._told.get(topic))

    async def _hand_over(self, socket: Socket, letter: Letter) -> None:
        if socket not in self._sockets:
            return
        try:
            if socket.slow:
                await self._close(socket, Close.SLOW)
            else:
                await socket.push(letter)
        except Exception:
            logger.exception("A socket could not be sent to")
            self.leave(socket)

    async def _close(self, socket: Socket, code: Close) -> None:
        self.leave(socket)
        await socket.close(code)

    async def _admit(self) -> None:
        """Give sockets the private topics of their sessions, all that arrived together in one look."""
        arrivals, self._arrivals = self._arrivals, set()
        asking = [socket for socket in arrivals if socket.session_key and socket.private]
        if asking:
            keys = {socket.session_key for socket in asking}
            named = named_by(asking)
            try:
                owned = await self._in_reader(reading.owned, keys, named)
            except Exception:
                logger.exception("Sessions could not be read")
                self.loop.call_later(RETRY_SECONDS, self._ask_again, asking)
                return
            for socket in self._sockets.intersection(asking):
                await self._entitle(socket, owned.get(socket.session_key))

    def _ask_again(self, asking: Iterable[Socket]) -> None:
        self._arrivals |= self._sockets.intersection(asking)
        self._wake.set()

    async def _entitle(self, socket: Socket, owned: Collection[Topic] | None) -> None:
        if owned is None and socket.own:
            await self._close(socket, Close.RESTART)
            return
        own = frozenset(filter(socket.asks_for, owned or ()))
        for topic in socket.own - own:
            self._unwatch(socket, topic)
            del socket.versions[topic]
        for topic in own - socket.own:
            socket.versions[topic] = socket.private[topic.kind].get(topic.id, -1)
            self._watchers[topic].add(socket)
        self._mark(own - socket.own)
        socket.own = own

    async def _reread(self) -> None:
        while True:
            await asyncio.sleep(settings.LIVE_REREAD_SECONDS)
            self._mark_everything()

    async def _look_at_sessions(self) -> None:
        while True:
            await asyncio.sleep(SESSION_SECONDS)
            self._arrivals.update(self._sockets)
            self._wake.set()

    async def _listen(self) -> None:
        if publishing.between_processes():
            await hearing.listen(self._mark, self._mark_everything)

    async def _in_reader(self, work: Callable[..., Any], *arguments: Any) -> Any:
        return await self.loop.run_in_executor(self._reader, work, *arguments)


_hubs: list[Hub] = []  # at most one


def hub() -> Hub:
    """Return the hub of the running event loop; the first socket brings it to life."""
    if not _hubs or _hubs[0].loop is not asyncio.get_running_loop():
        _hubs[:] = [Hub()]
    return _hubs[0]
