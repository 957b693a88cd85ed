"""What callers of the shop's verbs were told, and when.

Moments are whole microseconds of the machine's one clock, cut off as PostgreSQL cuts off its own.
"""

import time
from dataclasses import dataclass, field

NEVER = 2**62


def now() -> int:
    """Return this moment."""
    return time.time_ns() // 1000


@dataclass(slots=True)
class Promise:
    """Units that a caller was promised.

    They are the caller's beyond doubt from `told` to `sure_until`, and block others at most from `asked` to
    `gone`.
    """

    reservation: int
    variant: int
    quantity: int
    asked: int
    told: int
    sure_until: int
    gone: int

    def sold(self) -> None:
        """Keep that it was confirmed."""
        self.sure_until = self.gone = NEVER

    def not_sold(self, told: int) -> None:
        """Keep that it could not be confirmed: until this was `told`, it may have been locked."""
        self.gone = max(self.gone, told)

    def given_back(self, asked: int, told: int) -> None:
        """Keep that its units came back (or had come back already) between two moments."""
        self.sure_until = min(self.sure_until, asked)
        self.gone = min(self.gone, told)


@dataclass(frozen=True, slots=True)
class Refused:
    """A caller was told, between two moments, that not even `wanted` more units were left, but `left`."""

    variant: int
    wanted: int
    left: int
    asked: int
    told: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """Units that came in between two moments."""

    variant: int
    units: int
    asked: int
    told: int


@dataclass(slots=True)
class Diary:
    """All that some callers were told in a round. `lies` are answers that contradict each other."""

    attempts: int = 0
    accepted: int = 0
    refused: int = 0
    busy: int = 0
    promises: list[Promise] = field(default_factory=list)
    refusals: list[Refused] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    lies: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def add(self, other: "Diary") -> None:
        """Take over what others were told."""
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
