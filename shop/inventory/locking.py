"""Every row lock on stock and reservations, and the rules that hold for all locks of the shop.

Rows are locked in primary-key order, and areas in the order cart, order, stock, reservation. Nothing
slow and nothing remote happens while a lock is held.
"""

from collections.abc import Callable, Collection
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction
from django.db.models import Model, QuerySet
from django.db.models.functions import Now
from django.db.transaction import TransactionManagementError

from shop.inventory.models import Reservation, Stock

P = ParamSpec("P")
T = TypeVar("T")
M = TypeVar("M", bound=Model)

LOCK_TIMEOUT_MS = 4000
ATTEMPTS = 3

# https://www.postgresql.org/docs/current/errcodes-appendix.html
LOCK_NOT_AVAILABLE = "55P03"
WORTH_ANOTHER_TRY = {"40001", "40P01"}  # serialization failure, deadlock


class Busy(Exception):
    """A lock was not to be had in time. It says nothing about stock: try again."""


def transactional(verb: Callable[P, T]) -> Callable[P, T]:
    """Run a verb in one transaction with a lock timeout, or inside the caller's where there is one.

    Whatever a verb raises takes back what it did; in the caller's transaction that is left to the caller.

    Tried again, a bounded number of times, on a deadlock or a serialization failure. Raises Busy when that
    was not enough, or a lock could not be had in time.
    """

    @wraps(verb)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        if connection.in_atomic_block:
            return verb(*args, **kwargs)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with transaction.atomic():
                    limit_lock_waits(LOCK_TIMEOUT_MS)
                    return verb(*args, **kwargs)
            except OperationalError as error:
                code = getattr(error.__cause__, "pgcode", None)
                if code == LOCK_NOT_AVAILABLE or "database is locked" in str(error):
                    raise Busy from error
                if code not in WORTH_ANOTHER_TRY:
                    raise
                if attempt == ATTEMPTS:
                    raise Busy from error
        raise AssertionError("unreachable")

    return run


def locked(rows: QuerySet[M], *, skip_locked: bool = False) -> QuerySet[M]:
    """Lock the rows in primary-key order.

    Raises TransactionManagementError outside a transaction.
    """
    require_transaction()
    return rows.select_for_update(of=("self",), no_key=True, skip_locked=skip_locked).order_by("pk")


def require_transaction() -> None:
    """Refuse to lock outside a transaction, also on SQLite, which ignores row locks.

    Raises TransactionManagementError.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("A lock lasts as long as its transaction: open one first.")


def lock_stocks(variants: Collection[int], *, skip_locked: bool = False) -> dict[int, Stock]:
    """Lock the stock rows of the variants; each gets the database's `clock`."""
    rows = Stock.objects.filter(pk__in=list(variants)).annotate(clock=Now())
    return {stock.pk: stock for stock in locked(rows, skip_locked=skip_locked)}


def lock_reservations(
    rows: QuerySet[Reservation], *, skip_locked: bool = False, most: int | None = None
) -> list[Reservation]:
    """Lock reservations; the stock rows of their variants, where they are needed, must be locked before."""
    return list(locked(rows, skip_locked=skip_locked)[:most])


def limit_lock_waits(milliseconds: int) -> None:
    """Give up each wait for a lock after this time, until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = %s", [milliseconds])
