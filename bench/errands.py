"""What guests do over HTTP. Each function returns what one thread does again and again."""

import itertools
import secrets
from collections import deque
from http import HTTPStatus

from bench.callers import Exhausted, Work
from bench.guest import Guest, expect
from loadtest import pages
from loadtest.pages import Fields
from loadtest.recipient import ADDRESS

Form = tuple[str, Fields]

_numbers = itertools.count(1)
_RUN = secrets.token_hex(4)
_checkouts: deque[tuple[dict[str, str], Fields]] = deque()  # cookies of guests, and their filled forms


class Visit(Guest):
    """The steps of a purchase, as a browser with JavaScript makes them."""

    def look(self, product: str) -> Form:
        """Open the product's page; return its form."""
        return pages.form(expect(self.get(product), HTTPStatus.OK).text, "/cart/add/")

    def add(self, form: Form) -> None:
        """Add to cart."""
        expect(self.post(*form, htmx=True), HTTPStatus.OK)

    def check_out(self) -> Fields:
        """Open the checkout and fill it in."""
        _, fields = pages.form(expect(self.get("/checkout/"), HTTPStatus.OK).text, "/checkout/")
        return {**fields, **ADDRESS, "email": f"buyer-{next(_numbers)}-{_RUN}@buyers.example"}

    def place(self, filled: Fields) -> str:
        """Place the order; return its address."""
        return expect(self.post("/checkout/", filled), HTTPStatus.FOUND).location

    def read(self, order: str) -> None:
        """Open the order's page."""
        expect(self.get(order), HTTPStatus.OK)


def bare(host: str, port: int, variant: int, product: str) -> Work:
    """Ask the bare view: no cookie, no form, no page."""
    guest = Visit(host, port)

    def work() -> bool:
        guest.come_in()
        expect(guest.post(f"/bench/claim/{variant}/", {}), HTTPStatus.OK)
        return True

    return work


def add(host: str, port: int, variant: int, product: str) -> Work:
    """Add to cart, each time as a guest who has been on the product's page and nowhere else."""
    guest = Visit(host, port)
    form, cookies = guest.look(product), dict(guest.cookies)

    def work() -> bool:
        guest.come_in(cookies)
        guest.add(form)
        return True

    return work


def fill(host: str, port: int, variant: int, product: str) -> Work:
    """Fill a cart and the checkout's form, and keep both for `place`."""
    guest = Visit(host, port)
    form, cookies = guest.look(product), dict(guest.cookies)

    def work() -> bool:
        guest.come_in(cookies)
        guest.add(form)
        _checkouts.append((guest.cookies, guest.check_out()))
        return True

    return work


def place(host: str, port: int, variant: int, product: str) -> Work:
    """Place the order of a cart that `fill` has filled, until there is none left."""
    guest = Visit(host, port)

    def work() -> bool:
        if not _checkouts:
            raise Exhausted
        cookies, filled = _checkouts.popleft()
        guest.come_in(cookies)
        guest.place(filled)
        return True

    return work


def purchase(host: str, port: int, variant: int, product: str) -> Work:
    """Buy, from the first page to the last: product, add to cart, checkout, place order, order.

    Without what a browser gets elsewhere: nginx has the static files, and the socket is no request of a page.
    """
    guest = Visit(host, port)

    def work() -> bool:
        guest.come_in()
        guest.add(guest.look(product))
        guest.read(guest.place(guest.check_out()))
        return True

    return work
