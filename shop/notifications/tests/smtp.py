"""A mail server for tests: real SMTP, answering as it is told."""

import email
import socket
import threading
from collections import deque
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Sink:
    """Keeps what it accepts. `answers` are used up first; "drop" hangs up after taking the mail."""

    def __init__(self) -> None:
        self.answers: deque[str] = deque()
        self.recipient_answers: deque[str] = deque()
        self.taken: list[EmailMessage] = []
        self.reached = threading.Event()
        self.released = threading.Event()
        self.released.set()

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take the recipient, or answer what the test wants."""
        envelope.rcpt_tos.append(address)
        return self.recipient_answers.popleft() if self.recipient_answers else "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take the mail, or answer what the test wants."""
        answer = self.answers.popleft() if self.answers else "250 OK"
        self.reached.set()
        if answer.startswith("wait "):
            await server.loop.run_in_executor(None, self.released.wait, 10)
            return answer.removeprefix("wait ")
        if answer == "drop" or answer.startswith("250"):
            self.taken.append(email.message_from_bytes(envelope.content, policy=default))
        if answer == "drop":
            server.transport.abort()
        return answer


def serve(sink: Sink) -> Controller:
    """Start a server for the sink on a free port of this machine."""
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    return controller


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
