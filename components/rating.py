"""What buyers' reviews of a product come to."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Stars:
    """A product's average, and of how many reviews. `average` has two decimals, and is None of none."""

    template: ClassVar[str] = "_stars.html"
    product: int
    version: int
    average: Decimal | None
    count: int

    @property
    def dom_id(self) -> str:
        """`stars-<product pk>`."""
        return f"stars-{self.product}"


@dataclass(frozen=True, slots=True)
class RatingSummary:
    """A product's average, count and distribution: how many gave it one star, two, … five, in `counts`."""

    template: ClassVar[str] = "_rating_summary.html"
    product: int
    version: int
    average: Decimal | None
    counts: tuple[int, int, int, int, int]

    @property
    def dom_id(self) -> str:
        """`rating-<product pk>`."""
        return f"rating-{self.product}"

    @property
    def count(self) -> int:
        """How many reviews there are."""
        return sum(self.counts)
