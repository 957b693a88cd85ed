"""One step of a crawl, and how it is written down so that it can be taken again."""

import random
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from deploy.local.console import Refusal


class Kind(StrEnum):
    """What a form is filled in with."""

    VALID = "valid"
    EMPTY = "empty"
    HOSTILE = "hostile"
    HUGE = "huge"


KINDS = tuple(Kind)
_WRITTEN = re.compile(rf"(\w+) (?:({'|'.join(KINDS)})\.(\d+) (.+) on )?(/\S*)")


@dataclass(frozen=True)
class Step:
    """Somebody opens an address, and sends the named form of that page, for the `turn`th time, if any."""

    who: str
    address: str
    form: str = ""
    kind: Kind | None = None
    turn: int = 0

    def __str__(self) -> str:
        sending = f"{self.kind}.{self.turn} {self.form} on " if self.form else ""
        return f"{self.who} {sending}{self.address}"

    @classmethod
    def read(cls, written: str) -> Self:
        """Return the step that was written so. Raises Refusal."""
        parts = _WRITTEN.fullmatch(written.strip())
        if parts is None:
            raise Refusal(f"“{written}” is no step of a crawl: copy one from a finding, in quotes.")
        who, kind, turn, form, address = parts.groups()
        return cls(who, address, form or "", Kind(kind) if kind else None, int(turn or 0))

    def chances(self, seed: int) -> random.Random:
        """Return where this step's chances come from: the same whenever it is taken with the same seed."""
        return random.Random(f"{seed} {self}")
