"""The fake Stripe's door: a real HTTP server on this machine, which can be told to fail.

`faults` are used up one for each request: "hang", "drop" (does nothing and hangs up), "lose" (does it, and
hangs up), or the status of an error.
"""

import json
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from shop.payments.tests.fake_stripe import FakeStripe, Refusal, Thing

KEY = "sk_test_fastshop"


class Door:
    """Who came, and what is to go wrong."""

    def __init__(self, books: FakeStripe) -> None:
        self.books = books
        self.faults: deque[str | int] = deque()
        self.requests: list[str] = []
        self.lock = threading.Lock()
        self.released = threading.Event()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, door: Door) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.door = door


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """Look something up."""
        self._answer(urlsplit(self.path).query)

    def do_POST(self) -> None:
        """Do something."""
        self._answer(self.rfile.read(int(self.headers["Content-Length"] or 0)).decode())

    def _answer(self, fields: str) -> None:
        fault = self._let_in()
        if fault == "hang":
            self.server.door.released.wait(30)
        answer = (fault, _error("an outage")) if isinstance(fault, int) else None
        if fault in ("", "lose"):
            answer = self._done(fields)
        if answer is None or fault == "lose":
            self.close_connection = True
        else:
            self._say(*answer)

    def _let_in(self) -> str | int:
        door = self.server.door
        with door.lock:
            door.requests.append(f"{self.command} {urlsplit(self.path).path}")
            return door.faults.popleft() if door.faults else ""

    def _done(self, fields: str) -> tuple[int, Thing]:
        door = self.server.door
        if self.headers["Authorization"] != f"Bearer {KEY}":
            return 401, _error("Invalid API Key provided")
        asked = {name: values[0] for name, values in parse_qs(fields).items()}
        key = self.headers["Idempotency-Key"] if self.command == "POST" else ""
        try:
            with door.lock:
                return 200, door.books.answer(self.command, urlsplit(self.path).path, asked, key or "")
        except Refusal as refusal:
            return refusal.status, refusal.body

    def _say(self, status: int, body: Thing) -> None:
        text = json.dumps(body).encode()
        with suppress(OSError):
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def serve(books: FakeStripe) -> Iterator[Door]:
    """Open for business on a free port."""
    door = Door(books)
    server = _Server(door)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    books.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield door
    finally:
        door.released.set()
        server.shutdown()
        server.server_close()


def _error(message: str) -> Thing:
    return {"error": {"type": "api_error", "message": message}}
