"""What follows a shopper from page to page: the cart's counter, the clock on a hold, what is in it."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CartCounter:
    """The link to the cart, with the number of units in it. Private to one shopper."""

    template: ClassVar[str] = "_cart_counter.html"
    count: int
    version: int
    dom_id: ClassVar[str] = "cart-counter"


@dataclass(frozen=True, slots=True)
class HoldClock:
    """How long a cart line's units are still held: the seconds left when it was rendered.

    The page ticks from there by its own monotonic clock, so a wrong wall clock does no harm.
    """

    template: ClassVar[str] = "_hold_clock.html"
    line: int
    seconds_left: int  # 0: the hold has run out
    until: str  # the time of day, as shown: "12:07"
    version: int = 0  # 0: there never was a hold

    @property
    def dom_id(self) -> str:
        """`hold-<cart line pk>`."""
        return f"hold-{self.line}"

    @property
    def remaining(self) -> str:
        """The time left as a clock shows it: "14:52"."""
        minutes, seconds = divmod(self.seconds_left, 60)
        return f"{minutes}:{seconds:02}"


@dataclass(frozen=True, slots=True)
class InCart:
    """How many units of a variant the shopper has in the cart, for its page. Private to one shopper."""

    template: ClassVar[str] = "_in_cart.html"
    variant: int
    quantity: int = 0
    clock: HoldClock | None = None  # None: nothing of it is held before the order

    @property
    def dom_id(self) -> str:
        """`in-cart-<variant pk>`."""
        return f"in-cart-{self.variant}"
