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
class Parcel:
    """What went out together, and the carrier's page to follow it on, where it has one."""

    pk: int
    at: datetime
    contents: tuple[str, ...]
    carrier: str = ""
    tracking_number: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class OrderProgress:
    """The state that an order is in, the steps that led there, its parcels. Private to its shopper.

    Steps and parcels stand oldest first.
    """

    template: ClassVar[str] = "_order_progress.html"
    number: str
    state: str
    label: str | Promise
    steps: tuple[Step, ...]
    version: int
    parcels: tuple[Parcel, ...] = ()

    @property
    def dom_id(self) -> str:
        """`order-<number>`."""
        return f"order-{self.number}"
