"""A guest's browser, as light as it can be: one connection that is kept open, cookies, forms."""

import random
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from io import BufferedReader
from urllib.parse import urlencode

from loadtest.pages import Fields

PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode()

    @property
    def location(self) -> str:
        """Where a redirect leads; empty when it is none."""
        return self.headers.get("location", "")


class Guest:
    """Speaks to gunicorn itself, with the word of a proxy on where the guest comes from."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._socket: socket.socket | None = None
        self._answers: BufferedReader | None = None
        self.come_in()

    def come_in(self, cookies: Mapping[str, str] | None = None) -> None:
        """Be somebody else, from another address."""
        self.cookies = dict(cookies or {})
        self._address = ".".join(str(random.randint(1, 254)) for _ in range(4))

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask("GET", path, {}, b"")

    def post(self, path: str, fields: Fields, *, htmx: bool = False) -> Answer:
        """Send a form."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if htmx:
            headers |= {"HX-Request": "true", "HX-Current-URL": f"http://{self._host}:{self._port}/"}
        return self._ask("POST", path, headers, urlencode(fields).encode())

    def _ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        sent = {
            "Host": f"{self._host}:{self._port}",
            "X-Forwarded-For": self._address,
            "X-Forwarded-Proto": "http",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Length": str(len(body)),
            **headers,
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in sent.items() if value)
        self._connect()
        self._socket.sendall(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        return self._read()

    def _connect(self) -> None:
        if self._socket is None:
            self._socket = socket.create_connection((self._host, self._port), PATIENCE)
            self._answers = self._socket.makefile("rb")

    def _read(self) -> Answer:
        status = int(self._answers.readline().split(b" ", 2)[1])
        headers: dict[str, str] = {}
        while line := self._answers.readline().strip().decode("latin-1"):
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
            if name.lower() == "set-cookie":
                self._keep(value.strip())
        body = self._answers.read(int(headers.get("content-length", 0)))
        if headers.get("connection", "").lower() == "close":
            self._socket.close()
            self._socket = None
        return Answer(status, headers, body)

    def _keep(self, cookie: str) -> None:
        name, _, value = cookie.partition(";")[0].partition("=")
        self.cookies[name] = value


class Unexpected(Exception):
    """An answer that no guest should get here."""


def expect(answer: Answer, *allowed: HTTPStatus) -> Answer:
    """Return the answer if its status is among these. Raises Unexpected."""
    if answer.status not in allowed:
        raise Unexpected(f"{answer.status} {answer.location}\n{answer.text[:2000]}")
    return answer
