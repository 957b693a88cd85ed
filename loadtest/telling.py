"""What buyers were told, one line of JSON each, for whoever compares it with the shop's books.

Written to the folder that `--records` names; without it nothing is kept.
"""

import json
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TextIO, TypeVar

TOLD = "told.jsonl"
STRUCK = "struck.jsonl"
REQUESTS = "requests.json"

T = TypeVar("T", "Told", "Struck")

ORDERED, REFUSED, FAILED = "ordered", "refused", "failed"


@dataclass(frozen=True, slots=True)
class Told:
    """What the shop told a buyer in the end, between `asked` and `answered`; who set out at `came`.

    Times are in seconds since 1970.

    `said` is ordered, refused (there are too few left) or failed (no answer a buyer can use).
    """

    buyer: str  # the e-mail address, which no other purchase has
    said: str
    step: str
    status: int
    asked: float
    answered: float
    product: str
    came: float
    quantity: int = 1
    number: str = ""
    key: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Struck:
    """A request that got no answer, or an error, at `answered`; times as in Told, status 0 without one."""

    step: str
    status: int
    asked: float
    answered: float


class Records:
    """A folder with the words of one run."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._told, self._struck = (self._open(name) for name in (TOLD, STRUCK))

    def tell(self, told: Told) -> None:
        """Note what a buyer was told, at once: a run that is cut off loses nothing."""
        self._told.write(json.dumps(asdict(told)) + "\n")

    def note_struck(self, struck: Struck) -> None:
        """Note a request whose buyer has to ask again."""
        self._struck.write(json.dumps(asdict(struck)) + "\n")

    def note_requests(self, rows: list[dict[str, object]]) -> None:
        """Note how requests went, by name."""
        (self.folder / REQUESTS).write_text(json.dumps(rows, indent=1))

    def _open(self, name: str) -> TextIO:
        return (self.folder / name).open("a", buffering=1)


def told(folder: Path) -> list[Told]:
    """Read what buyers were told, in the order of the answers."""
    return _read(folder / TOLD, Told)


def struck(folder: Path) -> list[Struck]:
    """Read which requests were struck, in the order of their answers."""
    return _read(folder / STRUCK, Struck)


def requests(folder: Path) -> list[dict[str, object]]:
    """Read how requests went, by name; empty when the run did not get that far."""
    file = folder / REQUESTS
    return json.loads(file.read_text()) if file.exists() else []


def now() -> float:
    """Return the time as the database of the same machine tells it: seconds since 1970."""
    return time.time()


def _read(file: Path, kind: type[T]) -> list[T]:
    known = {field.name for field in fields(kind)}
    lines = file.read_text().splitlines() if file.exists() else []
    rows = [{name: value for name, value in json.loads(line).items() if name in known} for line in lines]
    return sorted((kind(**row) for row in rows), key=lambda each: each.answered)
