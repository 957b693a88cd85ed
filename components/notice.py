"""A word to the shopper about what just happened."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Offer:
    """A form of one button that follows from the notice: add what is left, undo a removal."""

    label: str
    url: str
    fields: tuple[tuple[str, str | int], ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Shown in the page's one notice region; an empty text clears it.

    A pushed one names in `about` the fragment that comes with it: it is said only where that is news.
    """

    template: ClassVar[str] = "_notice.html"
    text: str | Promise
    kind: Literal["info", "success", "error"] = "info"
    offer: Offer | None = None
    csrf_token: str = ""  # for the offer's form
    about: str = ""  # the DOM id of a fragment
    dom_id: ClassVar[str] = "notice"
