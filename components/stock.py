"""What the shop says about a variant's stock, and the button that follows it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from components.fragments import PLACE


class Band(StrEnum):
    """The four things that the shop says about stock. Held is not sold."""

    AVAILABLE = "available"
    FEW_LEFT = "few_left"
    ALL_HELD = "all_held"
    SOLD_OUT = "sold_out"

    @property
    def buyable(self) -> bool:
        """Whether units can be claimed right now."""
        return self in (Band.AVAILABLE, Band.FEW_LEFT)


@dataclass(frozen=True, slots=True)
class StockBadge:
    """Says how a variant's stock stands. `left` is shown for FEW_LEFT, `returns_at` for ALL_HELD."""

    template: ClassVar[str] = "_stock_badge.html"
    variant: int
    band: Band
    version: int
    left: int = 0
    returns_at: datetime | None = None

    @property
    def dom_id(self) -> str:
        """`stock-<variant pk>`."""
        return f"stock-{self.variant}"


@dataclass(frozen=True, slots=True)
class AddForm:
    """The form that puts units of a variant in the cart: `cap` at most, or one where it is None."""

    template: ClassVar[str] = "_add_form.html"
    token: ClassVar[str] = PLACE
    variant: int
    cap: int | None = None

    @property
    def dom_id(self) -> str:
        """`add-<variant pk>`."""
        return f"add-{self.variant}"


@dataclass(frozen=True, slots=True)
class BuyButton:
    """The submit button of the form `add-<variant pk>`, which stands elsewhere on the page."""

    template: ClassVar[str] = "_buy_button.html"
    variant: int
    band: Band
    version: int

    @property
    def dom_id(self) -> str:
        """`buy-<variant pk>`."""
        return f"buy-{self.variant}"

    @property
    def form_id(self) -> str:
        """The form that the button submits."""
        return f"add-{self.variant}"
