"""One port in front of the web and the live processes, for machines without nginx.

Each connection carries one request. Started as `python -m deploy.local.front HOST PORT WEB,… LIVE,…`, the
last two being loopback ports.
"""

import asyncio
import contextlib
import itertools
import re
import sys
from collections.abc import Iterator
from uuid import uuid4

LONGEST_HEAD = 64 * 1024
# Ours to say. A connection ends with its answer, so that the next request comes by here too.
_REPLACED = re.compile(
    rb"\r\n(?:forwarded|x-forwarded-[a-z]+|x-real-ip|x-request-id):[^\r\n]*", re.IGNORECASE
)
_KEPT_OPEN = re.compile(rb"\r\n(?:connection|keep-alive):[^\r\n]*", re.IGNORECASE)
_AWAY = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
)

Ports = Iterator[int]


async def serve(host: str, port: int, web: Ports, live: Ports) -> None:
    """Pass requests on for ever."""

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            await _pass_on(reader, writer, web, live)
        writer.close()

    server = await asyncio.start_server(client, host, port, limit=LONGEST_HEAD)
    await server.serve_forever()


def rewritten(head: bytes, address: str, *, socket: bool) -> bytes:
    """Return a request's head as the shop is to see it: with our word on who asks, and no further request."""
    head = _REPLACED.sub(b"", head)
    ours = f"X-Forwarded-For: {address}\r\nX-Forwarded-Proto: http\r\nX-Request-ID: {uuid4().hex}\r\n"
    if not socket:
        head = _KEPT_OPEN.sub(b"", head)
        ours += "Connection: close\r\n"
    return head[:-2] + ours.encode() + b"\r\n"


async def _pass_on(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, web: Ports, live: Ports
) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    socket = head.split(b" ", 2)[1].startswith(b"/ws/")
    try:
        answer, question = await asyncio.open_connection("127.0.0.1", next(live if socket else web))
    except OSError:
        writer.write(_AWAY)
        return
    question.write(rewritten(head, writer.get_extra_info("peername")[0], socket=socket))
    asking = asyncio.ensure_future(_copy(reader, question))
    try:
        await _copy(answer, writer)
    finally:
        asking.cancel()
        question.close()


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await source.read(LONGEST_HEAD):
            target.write(data)
            await target.drain()
    target.close()


if __name__ == "__main__":
    _host, _port, _web, _live = sys.argv[1:]
    _ports = [itertools.cycle(map(int, listed.split(","))) for listed in (_web, _live)]
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(_host, int(_port), *_ports))
