"""When the sales are over and time has passed: what was given up is on the shelf again, all mail is out."""

import mailbox
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import psycopg2

from loadtest.ledger import Placed

# As if the longest hold and the lease of a worker on its mail had run out.
_TIME = """
    UPDATE inventory_reservation SET expires_at = now() WHERE state = 'held';
    UPDATE notifications_mail SET next_try_at = now() WHERE status = 'sending';
"""
_OPEN = """
    SELECT (SELECT COUNT(*) FROM inventory_reservation WHERE state = 'held')
        + (SELECT COUNT(*) FROM notifications_mail WHERE status <> 'sent')
"""


class Letter(NamedTuple):
    """A mail as it came: every copy of it."""

    to: str
    message_id: str
    text: str


def time_passes(database: str) -> None:
    """Let every hold and every claim on a mail run out."""
    with psycopg2.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute(_TIME)


def settled(database: str) -> bool:
    """Return whether no unit is held any more and no mail waits."""
    with psycopg2.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute(_OPEN)
        return cursor.fetchone() == (0,)


def letters(folder: Path) -> list[Letter]:
    """Read what the mail server accepted into its Maildir."""
    return [
        Letter(mail["To"], mail["Message-ID"], mail.get_payload(0).get_payload(decode=True).decode())
        for mail in mailbox.Maildir(folder)
    ]


def unmailed(orders: Sequence[Placed], arrived: Sequence[Letter]) -> Iterator[str]:
    """Say which orders were not confirmed by one mail, of which there may be copies, and nothing else."""
    by_buyer = defaultdict(list)
    for letter in arrived:
        by_buyer[letter.to].append(letter)
    for order in orders:
        copies = [letter for letter in by_buyer.pop(order.email, []) if order.number in letter.text]
        names = {letter.message_id for letter in copies}
        if len(names) != 1:
            yield f"Order {order.number} has {len(names)} mails."
    for buyer in by_buyer:
        yield f"{buyer} has mail, and no order."
