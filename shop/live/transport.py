"""What ASGI does not tell about a socket under Daphne: how much of what we sent still waits to leave."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


def _twisted(send: Send) -> Any | None:
    """Return the Twisted transport behind Daphne's `send`, a partial over its protocol; None elsewhere."""
    arguments = getattr(send, "args", ())
    return getattr(arguments[0], "transport", None) if arguments else None


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
