"""How an order is getting on."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to an order, and when. A lazy label is put into the page's language."""

    label: str | Promise
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class OrderProgress:
    """The state that an order is in, and the steps that led there, oldest first. Private to its shopper."""

    template: ClassVar[str] = "_order_progress.html"
    number: str
    state: str
    label: str | Promise
    steps: tuple[Step, ...]
    version: int

    @property
    def dom_id(self) -> str:
        """`order-<number>`."""
        return f"order-{self.number}"
