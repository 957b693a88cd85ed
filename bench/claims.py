"""Our own way to claim a unit, and what it shares with the others that refuse as it does."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import connection

from bench.callers import Work
from shop.inventory.locking import Busy
from shop.inventory.reservations import Claim, OutOfStock, reserve

HOLD_SECONDS = 900


def ours(variant: int) -> Work:
    """`reserve`, as the cart calls it: one unit, and the word to open pages after commit."""
    return claiming(partial(reserve, [Claim(variant, 1, HOLD_SECONDS)], claimant="bench"))


def claiming(claim: Callable[[], Any]) -> Work:
    """Open this thread's connection; return the work, refused where the claim raises OutOfStock or Busy."""
    connection.ensure_connection()

    def work() -> bool:
        try:
            claim()
        except (OutOfStock, Busy):
            return False
        return True

    return work
