"""One page's socket as the hub sees it, and the codes with which sockets are closed.

A page reconnects by itself after 1000, 1001, 1005, 1006, 1011, 1012, 1013 and 1014 (see
templates/live/_connection.html). Codes of 4000 and above are final: the page says that it is not live.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from shop.live import transport
from shop.live.reading import Frames
from shop.live.topics import Topic, kinds
from shop.live.watching import Versions

MOST_WAITING = 256 * 1024  # bytes that a client may leave unread before it is dropped


class Close(IntEnum):
    """Why the server closes a socket."""

    RESTART = 1012  # connect again: the session that the socket came with is over, or this process stops
    SLOW = 1013  # connect again: the client did not read what was sent
    FORGED = 4003  # what the page wants to watch was not signed by this shop
    SPOKE = 4008  # clients have nothing to say on this socket
    TOO_MUCH = 4009  # more topics than one socket may watch
    EXPIRED = 4010  # the page is older than what it signed is good for


@dataclass(slots=True, eq=False)
class Socket:
    """An open socket: what it follows, and the version of each topic that its page has."""

    send: transport.Send
    language: str
    session_key: str
    versions: dict[Topic, int]
    private: Versions  # by private kind, the versions that the page shows
    own: frozenset[Topic] = field(default_factory=frozenset)  # what its session gives it

    def asks_for(self, topic: Topic) -> bool:
        """Whether the page follows this private topic, given that its session may see it."""
        named = self.private.get(topic.kind)
        return named is not None and (kinds[topic.kind].resolve is not None or topic.id in named)

    @property
    def slow(self) -> bool:
        """Whether the client leaves too much unread."""
        return transport.backlog(self.send) > MOST_WAITING

    async def push(self, letter: transport.Letter) -> None:
        """Send a frame that others may get as well."""
        await transport.deliver(self.send, letter)

    async def close(self, code: Close) -> None:
        """Close; a client that does not read is cut off instead, since it would not read this either."""
        if code is not Close.SLOW or not transport.abort(self.send):
            await transport.close(self.send, code)


def named_by(sockets: Iterable[Socket]) -> dict[str, set[int]]:
    """Return by private kind the ids that the pages of these sockets name."""
    named: defaultdict[str, set[int]] = defaultdict(set)
    for socket in sockets:
        for kind, shown in socket.private.items():
            named[kind].update(shown)
    return named


def addressed(frames: Frames, watchers: Mapping[Topic, Collection[Socket]]) -> dict[Socket, str]:
    """Say who gets what, and note that they have it; whose page says it already gets nothing."""
    post: dict[Socket, str] = {}  # no container for each: thousands would call the garbage collector
    for (topic, language), frame in frames.items():
        for socket in watchers.get(topic, ()):
            has = socket.versions[topic]
            if socket.language == language and has < frame.version:
                socket.versions[topic] = frame.version
                if has != frame.same_as:
                    post[socket] = post.get(socket, "") + frame.text
    return post
