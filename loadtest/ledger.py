"""The shop's books, read from outside: plain SQL over a connection that cannot write.

A database that goes away and comes back is asked again.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

import psycopg2

from loadtest.telling import now

DROP = "DROP"  # its sku
PATIENCE = 60.0  # for a database that is away

_STOCK = """
    SELECT s.available, s.version,
        COALESCE(SUM(r.quantity) FILTER (WHERE r.state = 'held'), 0),
        COALESCE(SUM(r.quantity) FILTER (WHERE r.state = 'sold'), 0),
        ARRAY_AGG(r.id) FILTER (WHERE r.state = 'released')
    FROM inventory_stock s LEFT JOIN inventory_reservation r ON r.variant_id = s.variant_id
    WHERE s.variant_id = %s GROUP BY s.variant_id
"""
_PROGRESS = """
    SELECT COALESCE(SUM(quantity), 0), COALESCE(SUM(quantity) FILTER (WHERE state = 'sold'), 0)
    FROM inventory_reservation WHERE variant_id = %s AND state <> 'released'
"""
_CLAIMS = """
    SELECT id, quantity, state, EXTRACT(EPOCH FROM held_since), EXTRACT(EPOCH FROM expires_at)
    FROM inventory_reservation WHERE variant_id = %s ORDER BY id
"""
_ORDERS = """
    SELECT o.number, o.email, o.placement_key::text, o.state, EXTRACT(EPOCH FROM o.placed_at),
        COALESCE(SUM(l.quantity) FILTER (WHERE l.variant_id = %s), 0),
        COUNT(*) FILTER (WHERE r.state IS DISTINCT FROM 'sold' OR r.quantity <> l.quantity)
    FROM orders_order o
    LEFT JOIN orders_orderline l ON l.order_id = o.id
    LEFT JOIN inventory_reservation r ON r.id = l.reservation_id
    GROUP BY o.id ORDER BY o.id
"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The drop's stock at some moment between `asked` and `answered`."""

    asked: float
    answered: float
    available: int
    version: int
    held: int
    sold: int
    released: frozenset[int] = frozenset()  # reservations


@dataclass(frozen=True, slots=True)
class Claim:
    """A reservation of the drop, times by the database's clock."""

    pk: int
    quantity: int
    state: str
    since: float
    expires: float


@dataclass(frozen=True, slots=True)
class Placed:
    """An order as the database has it. `unbacked` counts lines without their sold units."""

    number: str
    email: str
    key: str
    state: str
    at: float
    drops: int
    unbacked: int


class Progress(NamedTuple):
    """How many units were claimed, and how many of these were sold."""

    claimed: int
    sold: int

    @property
    def steps(self) -> int:
        """Both together: what there was to do for buyers."""
        return self.claimed + self.sold


class Ledger:
    """What a shop's database says about the drop. Not for two threads at a time."""

    def __init__(self, address: str, drop: str) -> None:
        self._address, self._database = address, None
        self._drop = self._rows("SELECT id FROM catalogue_variant WHERE sku = %s", drop)[0][0]

    def snapshot(self) -> Snapshot:
        """Return how the drop's stock stands, read in one statement."""
        asked = now()
        available, version, held, sold, released = self._rows(_STOCK, self._drop)[0]
        return Snapshot(asked, now(), available, version, held, sold, frozenset(released or ()))

    def entered(self) -> int:
        """Return how many units of the drop came in."""
        asked = "SELECT COALESCE(SUM(delta), 0) FROM inventory_stockentry WHERE variant_id = %s"
        return int(self._rows(asked, self._drop)[0][0])

    def claims(self) -> list[Claim]:
        """Return every reservation of the drop there ever was."""
        return [Claim(*row[:3], float(row[3]), float(row[4])) for row in self._rows(_CLAIMS, self._drop)]

    def orders(self) -> list[Placed]:
        """Return every order, in the order they were placed."""
        rows = self._rows(_ORDERS, self._drop)
        return [Placed(*row[:4], float(row[4]), int(row[5]), int(row[6])) for row in rows]

    def progress(self) -> Progress:
        """Return how far the sale of the drop has got."""
        return Progress(*map(int, self._rows(_PROGRESS, self._drop)[0]))

    def close(self) -> None:
        """Let go of the database."""
        if self._database:
            self._database.close()

    def _rows(self, asked: str, *values: Any) -> list[tuple[Any, ...]]:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self._answer(asked, values)
            except (psycopg2.OperationalError, psycopg2.InterfaceError):
                self.close()
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def _answer(self, asked: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        if self._database is None or self._database.closed:
            self._database = psycopg2.connect(self._address, application_name="sale ledger")
            self._database.set_session(readonly=True, autocommit=True)
        with self._database.cursor() as cursor:
            cursor.execute(asked, values)
            return cursor.fetchall()


@contextmanager
def opened(address: str, drop: str = DROP) -> Iterator[Ledger]:
    """Open the books of a drop at a database's address, for reading alone."""
    books = Ledger(address, drop)
    try:
        yield books
    finally:
        books.close()
