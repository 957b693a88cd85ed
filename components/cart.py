"""What follows a shopper from page to page: the cart's counter, the clock on a hold."""

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
