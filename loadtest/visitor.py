"""Somebody at the shop's door: cookies, pages and forms, with HTMX or without."""

import itertools
import os
import secrets
from dataclasses import dataclass
from http import HTTPStatus

import gevent
from locust import FastHttpUser
from locust.contrib.fasthttp import ResponseContextManager

from loadtest.pages import Fields
from loadtest.telling import Told, now

_numbers = itertools.count(1)
_RUN = secrets.token_hex(3)  # so that the buyers of two runs on one shop are told apart
TRIES = 6
PATIENCE = 120.0
# What the shop may rightly say to a shopper, apart from what it says to everybody who asks for a page.
HONEST = {HTTPStatus.CONFLICT: "refused", HTTPStatus.SERVICE_UNAVAILABLE: "busy"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A page, or where to go for it, and between which times it was given. Status 0: none came."""

    status: int
    text: str
    location: str
    asked: float
    answered: float

    @property
    def busy(self) -> bool:
        """Whether the shop asks to try again."""
        return self.status == HTTPStatus.SERVICE_UNAVAILABLE

    @property
    def struck(self) -> bool:
        """Whether nothing came that tells what became of the request: it may have been done, or not."""
        return self.status == 0 or self.status >= HTTPStatus.INTERNAL_SERVER_ERROR


class Visitor(FastHttpUser):
    """Walks the shop as a browser with one window does; follows redirects itself, to time each request."""

    abstract = True
    network_timeout = PATIENCE
    connection_timeout = PATIENCE
    htmx = True

    def on_start(self) -> None:
        """Come in for the first time."""
        self.client.client.redirect_response_codes = frozenset()
        self.come_in()

    def come_in(self) -> None:
        """Be a new visitor: no cookies, another name."""
        self.client.cookiejar.clear()
        self.buyer = f"buyer-{os.getpid()}-{next(_numbers)}-{_RUN}@buyers.example"

    def look(self, path: str, name: str) -> Answer:
        """Open a page."""
        return self._ask("GET", path, name)

    def post(self, path: str, fields: Fields, name: str, *, htmx: bool = False) -> Answer:
        """Send a form; while the shop says that it is busy, a few times."""
        for attempt in range(1, TRIES + 1):
            answer = self._ask("POST", path, name, fields, htmx=htmx)
            if not answer.busy or attempt == TRIES:
                break
            gevent.sleep(0.5 * attempt)
        return answer

    def tell(self, told: Told) -> None:
        """Note what the shop told this buyer."""
        if records := getattr(self.environment, "records", None):
            records.tell(told)

    def _ask(
        self, method: str, path: str, name: str, fields: Fields | None = None, *, htmx: bool = False
    ) -> Answer:
        headers = {"HX-Request": "true", "HX-Current-URL": f"{self.host}/"} if htmx else {}
        began = now()
        with self.client.request(
            method, path, name=name, data=fields, headers=headers, catch_response=True
        ) as response:
            answer = _read(response, began)
            if word := HONEST.get(answer.status):
                response.request_meta["name"] = f"{name}, {word}"
                response.success()
        return answer


def _read(response: ResponseContextManager, began: float) -> Answer:
    headers = response.headers or {}
    text = response.text or "" if response.status_code else ""
    return Answer(response.status_code or 0, text, headers.get("location") or "", began, now())
