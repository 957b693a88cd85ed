"""Stars: what buyers' reviews of a product come to, and how a buyer is asked for theirs."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_STARS = 5


def halves(average: Decimal | None) -> int:
    """Return how many half stars are full, 0 to 10: the nearest, the upper of two that are as near."""
    return int(((average or Decimal(0)) * 2).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Stars:
    """A product's average, to two decimals or None, and how many reviews it is of."""

    template: ClassVar[str] = "_stars.html"
    product: int
    version: int
    average: Decimal | None
    count: int

    @property
    def dom_id(self) -> str:
        """`stars-<product pk>`."""
        return f"stars-{self.product}"

    @property
    def halves(self) -> int:
        """How many half stars are full."""
        return halves(self.average)


class Bar(NamedTuple):
    """How many reviews give that many stars, and which share of all that is, in per cent."""

    stars: int
    count: int
    share: int


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

    @property
    def halves(self) -> int:
        """How many half stars are full."""
        return halves(self.average)

    @property
    def bars(self) -> list[Bar]:
        """How the reviews are spread, five stars first."""
        pairs = reversed(list(enumerate(self.counts, start=1)))
        return [Bar(stars, count, round(100 * count / (self.count or 1))) for stars, count in pairs]


@dataclass(frozen=True, slots=True)
class StarInput:
    """Five radios by the name of `stars`, which look like stars. `chosen` is 1 to 5, or 0 for none yet."""

    template: ClassVar[str] = "_star_input.html"
    dom_id: ClassVar[str] = "star-input"
    words: ClassVar[tuple[tuple[int, Promise], ...]] = (
        (1, _("poor")),
        (2, _("fair")),
        (3, _("all right")),
        (4, _("good")),
        (5, _("excellent")),
    )
    chosen: int = 0
    errors: tuple[str, ...] = ()
