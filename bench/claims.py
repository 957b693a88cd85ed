"""Our own way to claim a unit."""

from django.db import connection

from bench.callers import Work
from shop.inventory.reservations import Claim, OutOfStock, reserve

HOLD_SECONDS = 900


def ours(variant: int) -> Work:
    """`reserve`, as the cart calls it: one unit, and the word to open pages after commit."""
    connection.ensure_connection()

    def work() -> bool:
        try:
            return bool(reserve([Claim(variant, 1, HOLD_SECONDS)], claimant="bench"))
        except OutOfStock:
            return False

    return work
