"""A word to the shopper about what just happened."""

from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True)
class Offer:
    """A form of one button that follows from the notice: add what is left, undo a removal."""

    label: str
    url: str
    fields: tuple[tuple[str, str | int], ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Shown in the page's one notice region; an empty text clears it."""

    template: ClassVar[str] = "_notice.html"
    text: str
    kind: Literal["info", "success", "error"] = "info"
    offer: Offer | None = None
    csrf_token: str = ""  # for the offer's form
    dom_id: ClassVar[str] = "notice"
