"""Guests without a browser: they buy over HTTP, and repeat the very request that the shop did not answer."""

import re
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookiejar import CookieJar
from itertools import count
from urllib.error import HTTPError
from urllib.parse import urlencode

PATIENCE = 30.0  # for one answer
PAUSE = 0.2  # before a request is repeated
ORDER = re.compile(r"/orders/([0-9A-Z]{4}-[0-9A-Z]{5})/")
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|variant|quote|key)"\s+value="([^"]*)"')
ADDRESS = {
    "name": "Ada Lovelace",
    "street": "Marktstraße 7",
    "postcode": "10115",
    "city": "Berlin",
    "country": "DE",
    "delivery": "standard",
    "payment": "cod",
}


@dataclass(eq=False)
class Attempt:
    """One request. `answer` is the status, or 0 when the connection broke; `ended` is 0 until then."""

    what: str
    began: float = field(default_factory=time.monotonic)
    ended: float = 0.0
    answer: int = 0

    @property
    def failed(self) -> bool:
        """Whether it came to nothing that a shopper could use."""
        return bool(self.ended) and (not self.answer or self.answer >= 500)


@dataclass(frozen=True)
class Purchase:
    """A placed order, under an address that only this purchase used; `tries` to place it."""

    email: str
    number: str
    tries: int


class Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are answers too."""

    def redirect_request(self, *_args: object) -> None:
        """Follow nothing."""


class Crowd:
    """Guests who buy one thing at the same time, and what became of their requests."""

    def __init__(self, url: str, product: str) -> None:
        self.url, self.product = url, product
        self.attempts: list[Attempt] = []
        self.purchases: list[Purchase] = []
        self.complaints: list[str] = []
        self._numbers = count(1)
        self._leaving = threading.Event()

    @contextmanager
    def buying(self, guests: int) -> Iterator[None]:
        """Have so many buy on and on; each finishes what it has begun when the block ends."""
        threads = [threading.Thread(target=self._buy_on, daemon=True) for _ in range(guests)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._leaving.set()
            for thread in threads:
                thread.join(PATIENCE)

    def under_way(self, what: str) -> int:
        """Return how many requests of a kind wait for their answer."""
        return sum(attempt.what == what and not attempt.ended for attempt in tuple(self.attempts))

    def _buy_on(self) -> None:
        while not self._leaving.is_set() and not self.complaints:
            try:
                self._buy(f"guest-{next(self._numbers)}@example.com")
            except Exception as problem:  # noqa: BLE001  a thread's own end would be heard by nobody
                self.complaints.append(repr(problem))

    def _buy(self, email: str) -> None:
        guest = Guest(self)
        page = guest.must(200, self.product)
        guest.must(302, "/cart/add/", {"quantity": "1", **hidden(page)})
        form = {**ADDRESS, "email": email, **hidden(guest.must(200, "/checkout/"))}
        before = guest.tries
        order = ORDER.search(guest.must(302, "/checkout/", form))
        assert order, "placing an order leads to its page"
        self.purchases.append(Purchase(email, order[1], guest.tries - before))


class Guest:
    """One visitor with cookies."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd = crowd
        self.tries = 0
        self._browser = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar()), Stay()
        )

    def must(self, status: int, path: str, form: Mapping[str, str] | None = None) -> str:
        """Ask, the same again while nothing comes of it; return the page, or where a redirect leads."""
        pause = threading.Event()
        while (attempt := self._try(path, form))[0].failed:
            pause.wait(PAUSE)
        asked, text = attempt
        assert asked.answer == status, f"{asked.what} was answered with {asked.answer}: {text[:2000]}"
        return text

    def _try(self, path: str, form: Mapping[str, str] | None) -> tuple[Attempt, str]:
        self.tries += 1
        attempt = Attempt(f"{'POST' if form else 'GET'} {path}")
        self.crowd.attempts.append(attempt)
        try:
            attempt.answer, text = self._ask(path, urlencode(form).encode() if form else None)
        except (OSError, HTTPException) as problem:
            text = repr(problem)
        attempt.ended = time.monotonic()
        return attempt, text

    def _ask(self, path: str, data: bytes | None) -> tuple[int, str]:
        request = urllib.request.Request(self.crowd.url + path, data)  # noqa: S310  always http
        try:
            answer = self._browser.open(request, timeout=PATIENCE)
        except HTTPError as error:
            answer = error
        with answer:
            text = answer.read().decode()
            return answer.status, answer.headers.get("Location", text)


def hidden(page: str) -> dict[str, str]:
    """Return what the page's forms carry unseen."""
    return dict(HIDDEN.findall(page))
