"""A page's WebSocket, held open while its shopper reads on."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import gevent
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import ClientConnection, connect

from loadtest import pages
from loadtest.visitor import Visitor

NAME = "socket"


@contextmanager
def following(visitor: Visitor, page: str) -> Iterator[None]:
    """Hold the socket that the page opens, taking what is pushed, until the block ends."""
    address = pages.socket_address(page)
    socket = _opened(visitor, address) if address else None
    reader = gevent.spawn(_listen, visitor, socket) if socket else None
    try:
        yield
    finally:
        if socket:
            socket.close()
            reader.join()


def _opened(visitor: Visitor, address: str) -> ClientConnection | None:
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in visitor.client.cookiejar)
    began, problem, socket = time.perf_counter(), None, None
    try:
        socket = connect(
            visitor.host.replace("http", "ws", 1) + address,
            origin=visitor.host,
            additional_headers={"Cookie": cookies} if cookies else None,
            proxy=None,
            open_timeout=60,
        )
    except (OSError, InvalidHandshake, ConnectionClosed) as error:
        problem = error
    _report(visitor, f"{NAME} opened", time.perf_counter() - began, 0, problem)
    return socket


def _listen(visitor: Visitor, socket: ClientConnection) -> None:
    """Count pushes, each as a request that took no time."""
    try:
        for frame in socket:
            _report(visitor, f"{NAME} pushed", 0, len(frame), None)
    except (OSError, ConnectionClosed) as error:
        _report(visitor, f"{NAME} lost", 0, 0, error)


def _report(visitor: Visitor, name: str, seconds: float, length: int, problem: Exception | None) -> None:
    visitor.environment.events.request.fire(
        request_type="WS",
        name=name,
        response_time=seconds * 1000,
        response_length=length,
        exception=problem,
        context={},
    )
