"""Pages as the hub meets them: a socket each, with what it watches and the versions it shows."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from typing import Any, NamedTuple, Self

from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from shop.live.routing import websocket
from shop.live.watching import Live

PATIENCE = 5  # seconds that a test waits for what must come
ORIGIN = "http://127.0.0.1:8000"


class Shown(NamedTuple):
    """One fragment of a frame."""

    dom_id: str
    version: int


def played(story: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """Run an asynchronous test on an event loop of its own, as a Daphne process has one."""

    @wraps(story)
    def play(*args: Any, **kwargs: Any) -> None:
        asyncio.run(story(*args, **kwargs))

    return play


def token(**versions: Mapping[int, int]) -> str:
    """Return what a page that shows these versions by kind and id would sign."""
    return Live(visitor="", waiting={kind: dict(shown) for kind, shown in versions.items()}).rest


async def in_thread(verb: Callable[..., Any], *arguments: Any) -> Any:
    """Do something as a request's thread would, with a database connection of its own."""

    def work() -> Any:
        try:
            return verb(*arguments)
        finally:
            connection.close()

    return await asyncio.to_thread(work)


def make_session(**data: Any) -> str:
    """Store a session and return its key, the value of the cookie."""
    session = SessionStore()
    session.update(data)
    session.create()
    return session.session_key


class Page(WebsocketCommunicator):
    """A page's socket, from an address like a browser's."""

    def __init__(
        self, *tokens: str, session: str = "", origin: str = ORIGIN, path: str = "/ws/live/"
    ) -> None:
        cookie = f"{settings.SESSION_COOKIE_NAME}={session}"
        headers = {"host": "127.0.0.1:8000", "origin": origin, "cookie": cookie}
        query = "&".join(f"watch={token}" for token in tokens)
        encoded = [(name.encode(), value.encode()) for name, value in headers.items() if value]
        super().__init__(websocket, f"{path}?{query}", headers=encoded)

    async def open(self) -> Self:
        """Connect; the page is one that is let in."""
        assert (await self.connect(PATIENCE))[0]
        return self

    async def text(self) -> str:
        """Wait for the next frame."""
        return await self.receive_from(PATIENCE)

    async def shown(self) -> list[Shown]:
        """Wait for the next frame and return its fragments."""
        found = re.findall(r'<\w+ id="([\w-]+)"[^>]*? data-version="(\d+)"', await self.text(), re.DOTALL)
        return [Shown(dom_id, int(version)) for dom_id, version in found]

    async def closed(self) -> int:
        """Wait until the server closes, and return the code."""
        message = await self.receive_output(PATIENCE)
        assert message["type"] == "websocket.close", message
        return message["code"]
