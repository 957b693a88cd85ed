"""From a product's page to the order's, step by step. Each step says when the way ends there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus

from loadtest import pages
from loadtest.pages import Fields
from loadtest.recipient import ADDRESS
from loadtest.telling import FAILED, ORDERED, REFUSED, Told, now
from loadtest.visitor import Answer, Visitor

ADD, CHECKOUT, PLACE, ORDER = "add to cart", "checkout", "place order", "order page"
NEW_TOTALS = 3  # how often a buyer takes a new total


class Ended(Exception):
    """The purchase is over before its next step; `told` says how."""

    def __init__(self, told: Told) -> None:
        super().__init__(told.said)
        self.told = told


@dataclass
class Purchase:
    """One visitor's way to an order of one product."""

    visitor: Visitor
    product: str
    quantity: int = 1
    key: str = ""
    came: float = field(default_factory=now)

    def look(self) -> Answer:
        """Open the product's page. Raises Ended when its button cannot be pressed."""
        page = self.visitor.look(self.product, "product page")
        if page.status != HTTPStatus.OK:
            raise self._ended(FAILED, "product page", page)
        if not pages.can_be_bought(page.text):
            raise self._ended(REFUSED, "product page", page, words=pages.band(page.text))
        return page

    def add(self, page: Answer) -> None:
        """Press "Add to cart" on the product's page. Raises Ended."""
        self._require_added(self._press(page))

    def _press(self, page: Answer) -> Answer:
        action, fields = pages.form(page.text, "/cart/add/")
        fields["quantity"] = str(self.quantity)
        return self.visitor.post(action, fields, ADD, htmx=self.visitor.htmx)

    def _require_added(self, answer: Answer) -> None:
        if answer.status == HTTPStatus.CONFLICT:
            raise self._ended(REFUSED, ADD, answer, words=pages.words(answer.text))
        if answer.status not in {HTTPStatus.OK, HTTPStatus.FOUND}:
            raise self._ended(FAILED, ADD, answer)

    def check_out(self) -> Fields:
        """Open the checkout and fill it in; return the form. Raises Ended."""
        page = self.visitor.look("/checkout/", CHECKOUT)
        if page.status != HTTPStatus.OK:
            raise self._ended(FAILED, CHECKOUT, page)
        return self._filled(page)

    def order(self, form: Fields, *, name: str = PLACE) -> Told:
        """Send the checkout's form and open the order's page; return what that says. Raises Ended."""
        return self._read(self._placed(form, name))

    def complete(self) -> Told:
        """Go the whole way without a pause. Raises Ended."""
        self.add(self.look())
        return self.order(self.check_out())

    def broken(self, problem: Exception) -> Told:
        """Return that a page had not what a shopper needs to go on."""
        return self._told(FAILED, "reading", Answer(0, "", "", now(), now()), words=repr(problem))

    def _placed(self, form: Fields, name: str) -> str:
        for _ in range(NEW_TOTALS):
            answer = self.visitor.post("/checkout/", form, name)
            if pages.order_number(answer.location):
                return answer.location
            if answer.status != HTTPStatus.CONFLICT:
                break
            if "callout-warning" not in answer.text:
                raise self._ended(REFUSED, name, answer, words=pages.words(answer.text))
            form = self._filled(answer)
        raise self._ended(FAILED, name, answer)

    def _read(self, address: str) -> Told:
        page = self.visitor.look(address, ORDER)
        number = pages.order_number(address)
        shown = page.status == HTTPStatus.OK and number in page.text
        return self._told(ORDERED if shown else FAILED, ORDER, page, number=number)

    def _filled(self, page: Answer) -> Fields:
        _, fields = pages.form(page.text, "/checkout/")
        self.key = fields["key"]
        return {**fields, **ADDRESS, "email": self.visitor.buyer}

    def _ended(self, said: str, step: str, answer: Answer, *, words: str = "") -> Ended:
        return Ended(self._told(said, step, answer, words=words))

    def _told(self, said: str, step: str, answer: Answer, *, number: str = "", words: str = "") -> Told:
        return Told(
            buyer=self.visitor.buyer,
            said=said,
            step=step,
            status=answer.status,
            asked=answer.asked,
            answered=answer.answered,
            product=self.product,
            came=self.came,
            quantity=self.quantity,
            number=number,
            key=self.key,
            words=words,
        )


def told_by(purchase: Purchase, way: Callable[[Purchase], Told | None]) -> Told | None:
    """Go a way and return how it ended; None when the buyer left."""
    try:
        return way(purchase)
    except Ended as end:
        return end.told
    except LookupError as problem:
        return purchase.broken(problem)
