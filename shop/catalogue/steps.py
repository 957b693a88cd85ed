"""What a merchant writes to change many numbers at once: "-10%", "+2.50", "= 19.99"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

_WRITTEN = re.compile(r"([=+-])([0-9]{1,10}(?:\.[0-9]{1,2})?)(%?)")


class NoStep(Exception):
    """What was written is no such change."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change of a number. `sign` is one of = + -; `percent` says that `amount` is a share of it."""

    sign: str
    amount: Decimal
    percent: bool = False

    @classmethod
    def read(cls, text: str) -> Self:
        """Understand what was written. Raises NoStep."""
        found = _WRITTEN.fullmatch("".join(text.split()).replace("−", "-").replace(",", "."))
        if found is None or (found[1] == "=" and found[3]):
            raise NoStep(text)
        return cls(found[1], Decimal(found[2]), bool(found[3]))

    def __str__(self) -> str:
        return f"{self.sign}{self.amount}{'%' if self.percent else ''}"

    def applied(self, before: Decimal) -> Decimal:
        """Return the number after the change, unrounded; it may be below zero."""
        if self.sign == "=":
            return self.amount
        moved = before * self.amount / 100 if self.percent else self.amount
        return before + moved if self.sign == "+" else before - moved
