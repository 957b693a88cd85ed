"""What the shop needs of whoever takes its money."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol


class ProviderAway(Exception):
    """No answer, or none that settles anything: ask again later. What was asked may have been done."""


class ProviderRefused(Exception):
    """The provider says no, and would say so again."""


class BadEvent(Exception):
    """A message that this provider did not sign, signed too long ago, or that is no event."""


class Kind(StrEnum):
    """What became of a session, or of a refund."""

    OPEN = "open"
    PENDING = "pending"  # the shopper is done, the money is on its way
    CAPTURED = "captured"
    DECLINED = "declined"
    EXPIRED = "expired"
    REFUND_FAILED = "refund failed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Ask:
    """What the shopper is sent to pay. `key` is ours: the same key opens the same session.

    `paid_url` and `back_url` are where the shopper comes back to, having paid or not.
    """

    key: str
    order: str
    amount: Decimal
    currency: str
    email: str
    language: str
    paid_url: str
    back_url: str


@dataclass(frozen=True, slots=True)
class Session:
    """A session that was opened: its id at the provider, and the address to send the shopper to."""

    id: str
    address: str


@dataclass(frozen=True, slots=True)
class Event:
    """What a provider says happened. `key` and `order` are what we asked with; `amount` is what came in.

    `reference` is what money is refunded by. Of a refund that failed, `key` is the refund's.
    """

    provider: str
    id: str
    kind: Kind
    session: str = ""
    key: str = ""
    order: str = ""
    reference: str = ""
    amount: Decimal = Decimal(0)
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Charge:
    """Money that a provider took in a session, since when, and how much of it went back."""

    session: str
    key: str
    amount: Decimal
    currency: str
    refunded: Decimal
    at: datetime


class Provider(Protocol):
    """Gives money back. `code` is its name in the database."""

    code: str

    def refund(self, reference: str, amount: Decimal, currency: str, key: str) -> str:
        """Give an amount back of what was captured and return the refund's id; the same key does it once.

        Raises ProviderAway, ProviderRefused.
        """


class HostedProvider(Provider, Protocol):
    """Has a page of its own on which the shopper pays. Nothing here is called while a lock is held."""

    def start(self, ask: Ask) -> Session:
        """Open a session, or find the one opened with this key. Raises ProviderAway, ProviderRefused."""

    def lookup(self, session: str) -> Event:
        """Return what has become of a session. Raises ProviderAway, ProviderRefused."""

    def close(self, session: str) -> Event:
        """Let no money come in any more by this session; return what has become of it.

        It stays as it is when the money has come in, or is on its way. Raises ProviderAway, ProviderRefused.
        """

    def charges(self, since: datetime) -> Iterator[Charge]:
        """Return what was taken in sessions opened since then. Raises ProviderAway, ProviderRefused."""

    def read_event(self, body: bytes, headers: Mapping[str, str]) -> Event:
        """Read a message that came in by the webhook. Raises BadEvent."""
