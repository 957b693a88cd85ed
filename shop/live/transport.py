"""What ASGI does not do for a socket under Daphne: one frame for many, what waits to leave, cutting off."""

from collections.abc import Awaitable, Callable, MutableMapping
from functools import cached_property
from typing import Any

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Letter:
    """A text for any number of sockets, made into a WebSocket frame once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def prepared(self) -> Any:
        """The frame, as autobahn makes it."""
        from autobahn.websocket.protocol import PreparedMessage  # there is an autobahn only under Daphne

        return PreparedMessage(self.text.encode(), isBinary=False, applyMask=False, doNotCompress=False)


async def deliver(send: Send, letter: Letter) -> None:
    """Send a text. Under Daphne the same frame goes to every socket; one that closes gets none."""
    protocol = _protocol(send)
    if not hasattr(protocol, "sendPreparedMessage"):
        await send({"type": "websocket.send", "text": letter.text})
    elif protocol.state == protocol.STATE_OPEN and not _taken_at_once(protocol, send, letter):
        protocol.sendPreparedMessage(letter.prepared)


def _taken_at_once(protocol: Any, send: Send, letter: Letter) -> bool:
    """Return whether the system was handed the frame; Twisted sends later what it has no room for.

    Left to Twisted alone, each socket would cost two more system calls and a turn of the loop.
    """
    transport, frame = protocol.transport, letter.prepared.payloadHybi
    plain = hasattr(transport, "writeSomeData") and protocol._perMessageCompress is None  # noqa: SLF001
    if not plain or protocol.send_queue or backlog(send):
        return False
    taken = transport.writeSomeData(frame)
    if isinstance(taken, int) and taken < len(frame):
        transport.write(frame[taken:])
    return isinstance(taken, int)


def _protocol(send: Send) -> Any | None:
    """Return the WebSocket protocol behind Daphne's `send`, a partial over it; None elsewhere."""
    arguments = getattr(send, "args", ())
    return arguments[0] if arguments else None


def _twisted(send: Send) -> Any | None:
    return getattr(_protocol(send), "transport", None)


def backlog(send: Send) -> int:
    """Return how many bytes wait in this process because the client does not read. 0 under other servers."""
    transport = _twisted(send)
    if transport is None:
        return 0
    # A plain socket's buffers, as twisted.internet.abstract.FileDescriptor keeps them.
    waiting = len(getattr(transport, "dataBuffer", b"")) - getattr(transport, "offset", 0)
    return waiting + getattr(transport, "_tempDataLen", 0)


def abort(send: Send) -> bool:
    """Cut the connection at once, without waiting for what is still to leave; False under other servers."""
    transport = _twisted(send)
    if transport is None:
        return False
    transport.abortConnection()
    return True


async def close(send: Send, code: int) -> None:
    """Close an accepted socket. Daphne's own way raises for the codes 1001 to 1014, which servers may use."""
    send_frame = getattr(_protocol(send), "sendCloseFrame", None)
    if send_frame is None:
        await send({"type": "websocket.close", "code": code})
    else:
        send_frame(code=code)
