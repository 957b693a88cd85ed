"""Buyers who ask again when a request was struck: no answer came, or an error that says nothing.

To look again, or to place the same order again, does no harm. To add again would add another unit, so a buyer
looks into the cart first, as a person does, and goes on with what is there.
"""

import gevent

from loadtest import pages
from loadtest.pages import Fields
from loadtest.purchase import ADD, Purchase
from loadtest.stampede import Stampede
from loadtest.telling import Struck
from loadtest.visitor import Answer

TRIES = 100  # of one request
PAUSE = 0.5  # seconds before the next


class Resumed(Purchase):
    """A purchase that goes on where it was struck."""

    def add(self, page: Answer) -> None:
        """Press "Add to cart" until there is an answer. Raises Ended."""
        answer = self._press(page)
        self._require_added(self._press_again(page, answer) if answer.struck else answer)

    def _press_again(self, page: Answer, answer: Answer) -> Answer:
        """Look into the cart before each time; units in there are an answer, and all of them are bought."""
        for _ in range(TRIES):
            cart = self.visitor.look("/cart/", "cart")
            if units := pages.units(cart.text):
                self.quantity = units
                return cart
            if not answer.struck:
                break
            answer = self._press(page)
        return answer


class Persistent(Stampede):
    """A stampede's buyer who does not take an error for an answer, within bounds."""

    purchase = Resumed

    def look(self, path: str, name: str) -> Answer:
        """Open a page; while no answer comes, again."""
        return self._until_answered("GET", path, name)

    def post(self, path: str, fields: Fields, name: str, *, htmx: bool = False) -> Answer:
        """Send a form; while no answer comes, the same again, unless that would do something else."""
        tries = 1 if name == ADD else TRIES
        return self._until_answered("POST", path, name, fields, htmx=htmx, tries=tries)

    def _until_answered(
        self,
        method: str,
        path: str,
        name: str,
        fields: Fields | None = None,
        *,
        htmx: bool = False,
        tries: int = TRIES,
    ) -> Answer:
        for _ in range(tries):
            answer = self._ask(method, path, name, fields, htmx=htmx)
            if not answer.struck:
                break
            if records := getattr(self.environment, "records", None):
                records.note_struck(Struck(name, answer.status, answer.asked, answer.answered))
            gevent.sleep(PAUSE)
        return answer
