"""As much of the WebSocket protocol as a page needs that only listens."""

import base64
import os
import struct
from collections.abc import Iterator

TEXT, CLOSE, PING = 1, 8, 9
_SHORT, _LONG = 126, 127  # lengths that say: the length follows, in two bytes, in eight
_FINAL, _MASKED, _PONG = 0x80, 0x80, 0xA


def request(place: str, path: str, address: str) -> bytes:
    """Return the opening handshake that a page of ours at `place` sends for the client at `address`."""
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {place}",
        f"Origin: http://{place}",
        f"X-Forwarded-For: {address}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def split(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield each complete frame of a server: its kind, its content, and what comes after it."""
    while len(data) >= 2:
        start, length = 2, data[1]
        if length == _SHORT and len(data) >= 4:
            start, length = 4, struct.unpack_from("!H", data, 2)[0]
        elif length == _LONG and len(data) >= 10:
            start, length = 10, struct.unpack_from("!Q", data, 2)[0]
        elif length >= _SHORT:
            return
        end = start + length
        if len(data) < end:
            return
        kind, content, data = data[0] & 0xF, data[start:end], data[end:]
        yield kind, content, data


def pong(content: bytes) -> bytes:
    """Return the answer to a ping, masked with zeros."""
    return bytes([_FINAL | _PONG, _MASKED | len(content)]) + bytes(4) + content
