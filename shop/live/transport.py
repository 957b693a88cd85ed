"""What ASGI does not do for a socket under Daphne: tell what waits to leave, cut off, close with any code."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


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
