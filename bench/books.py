"""What the database has: the same start for every contestant, and what it really sold."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from deploy.local.console import Refusal
from loadtest.ledger import DROP

DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
# Every claim is to be granted, so that what is counted is claims and not refusals.
UNITS = 1_000_000
UNIT_ROWS = Path(__file__).with_name("sql") / "unit_rows.sql"
ROWS = 50_000
_EMPTIED = "inventory_reservation, cart_cart, orders_order, django_session, notifications_mail"


class Books:
    """Plain SQL over a connection of its own."""

    def __init__(self, database: Any) -> None:
        self._database = database
        self.variant: int = self._value("SELECT id FROM catalogue_variant WHERE sku = %s", DROP)
        self.slug: str = self._value(
            "SELECT slug FROM catalogue_product WHERE default_variant_id = %s", self.variant
        )

    def durability(self) -> dict[str, str]:
        """Return the server's version and the settings that make a commit durable. Raises Refusal if off."""
        found = {name: self._value(f"SHOW {name}") for name in DURABLE}
        if set(found.values()) != {"on"}:
            raise Refusal(f"Nothing is measured without durable commits: {found}.")
        return {"server_version": self._value("SHOW server_version"), **found}

    def start_anew(self) -> None:
        """Give every contestant the same: all units, no claims, no dead rows, a checkpoint just made."""
        self._run(f"TRUNCATE {_EMPTIED} CASCADE")
        self._run(
            "UPDATE inventory_stock SET available = %s, version = 0 WHERE variant_id = %s",
            [UNITS, self.variant],
        )
        self._run("VACUUM ANALYZE inventory_stock")
        self._run("CHECKPOINT")

    def lay_out_units(self) -> None:
        """Make a row for each of some units, for who takes rows. `start_anew` removes them."""
        self._run(UNIT_ROWS.read_text(), {"variant": self.variant, "units": ROWS})

    def rows_taken(self) -> int:
        """Return how many of those rows have a reservation."""
        return self._value("SELECT count(*) FROM bench_unit WHERE reservation_id IS NOT NULL")

    def gone(self) -> int:
        """Return how many units left the counter since the start."""
        return UNITS - self._value(
            "SELECT available FROM inventory_stock WHERE variant_id = %s", self.variant
        )

    def orders(self) -> int:
        """Return how many orders there are whose units are sold."""
        sold = "SELECT count(DISTINCT l.order_id) FROM orders_orderline l JOIN inventory_reservation r"
        return self._value(f"{sold} ON r.id = l.reservation_id WHERE r.state = 'sold'")

    def unsent(self) -> int:
        """Return how many mails the worker has not sent yet."""
        return self._value("SELECT count(*) FROM notifications_mail WHERE status IN ('waiting', 'sending')")

    def _value(self, asked: str, *values: Any) -> Any:
        with self._database.cursor() as cursor:
            cursor.execute(asked, values)
            return cursor.fetchone()[0]

    def _run(self, statement: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> None:
        with self._database.cursor() as cursor:
            cursor.execute(statement, values)


@contextmanager
def opened(address: str) -> Iterator[Books]:
    """Open the books at a database's address."""
    database = psycopg2.connect(address, application_name="bench books")
    database.autocommit = True
    try:
        yield Books(database)
    finally:
        database.close()
