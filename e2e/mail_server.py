"""A mail server that keeps what it was given, and may have an accident right after it said 250."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from typing import Any, NamedTuple

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope


class Letter(NamedTuple):
    """A mail as it came: every copy of it."""

    to: str
    message_id: str
    text: str


class Letters:
    """Every mail that was accepted, in order."""

    def __init__(self) -> None:
        self.kept: list[Letter] = []
        self._accident: Callable[[], Any] | None = None

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        """Accept a mail."""
        message = message_from_bytes(envelope.content, policy=policy.default)
        body = message.get_body(("plain",)).get_content()
        self.kept.append(Letter(envelope.rcpt_tos[0], message["Message-ID"], body))
        if accident := self._accident:
            self._accident = None
            # Our 250 is written before the loop gets to anything else, and the sender's QUIT waits for it.
            asyncio.get_running_loop().call_soon(accident)
        return "250 Kept"

    def after_the_next(self, accident: Callable[[], Any]) -> None:
        """Call `accident` once, between the next mail's 250 and whatever its sender hears or does then."""
        self._accident = accident


@contextmanager
def mail_server(port: int) -> Iterator[Letters]:
    """Run a mail server on a port of the loopback address."""
    letters = Letters()
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # else it tells every line of every mail
    controller = Controller(letters, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield letters
    finally:
        controller.stop()
