"""A mail server that goes wrong where it is told: SMTP as a script, over a real socket."""

import email
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from typing import cast

# What a mail goes through. Halfway is within its text; QUIT comes after the 250 for the whole of it.
USUAL = {
    "greeting": "220 Hello",
    "EHLO": "250 Hello",
    "MAIL": "250 OK",
    "RCPT": "250 OK",
    "DATA": "354 Go on",
    "halfway": "",
    "text": "250 Taken",
    "QUIT": "221 Bye",
}
STEPS = tuple(USUAL)


class HungUp(Exception):
    """The server ends the conversation without a word."""


class HostileServer(socketserver.ThreadingTCPServer):
    """Keeps what it said 250 to. An ill strikes once: an answer, "drop", "hang", or "take and drop"."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[EmailMessage] = []
        self.ills: dict[str, str] = {}
        self.hanging, self.released = threading.Event(), threading.Event()

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.server_address[1]

    def hang(self) -> None:
        """Say nothing until we are released."""
        self.hanging.set()
        self.released.wait(30)
        raise HungUp

    def copies(self, message_id: str) -> int:
        """Return how often it has a mail."""
        return sum(message["Message-ID"] == message_id for message in self.taken)


class Conversation(socketserver.StreamRequestHandler):
    """What one client says and hears."""

    def handle(self) -> None:
        """Answer until the client is through, or an ill ends it."""
        try:
            self._answer("greeting")
            for line in self.rfile:
                step = line.split()[0].decode().upper()
                self._answer(step)
                if step == "DATA":
                    self._take()
        except (HungUp, OSError):
            return

    def _take(self) -> None:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            if not lines:
                self._answer("halfway")
            lines.append(line)
        self._answer("text", email.message_from_bytes(b"".join(lines), policy=SMTP))

    def _answer(self, step: str, mail: EmailMessage | None = None) -> None:
        server = cast("HostileServer", self.server)
        said = server.ills.pop(step, USUAL.get(step, "250 OK"))
        if mail and (said.startswith("250") or said == "take and drop"):
            server.taken.append(mail)
        if said == "hang":
            server.hang()
        if said.endswith("drop"):
            raise HungUp
        if said:
            self.wfile.write(f"{said}\r\n".encode())


@contextmanager
def hostile_server() -> Iterator[HostileServer]:
    """Run one on a free port."""
    with HostileServer() as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.released.set()
        server.shutdown()
