"""Running verbs at the same moment, each in a thread with a connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import monotonic
from typing import Any

import pytest
from django.db import connection


def race(verbs: Sequence[Callable[[], Any]]) -> list[Any]:
    """Start all verbs together; return for each, in order, its result or the exception it raised."""
    start = Barrier(len(verbs))

    def run(verb: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            return verb()
        except Exception as error:  # noqa: BLE001  the outcome under test
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(run, verbs))


def outcomes(results: Sequence[Any], kind: type) -> list[Any]:
    """Return those results that are of a kind."""
    return [result for result in results if isinstance(result, kind)]


def wait_until_somebody_waits_for_a_lock(or_until: Callable[[], bool] = lambda: False) -> None:
    """Return once somebody does (PostgreSQL only), or the other condition holds; else fail after a while."""
    # Row locks are waited for by transaction: pg_locks is read anew, pg_stat_activity is not.
    deadline = monotonic() + 30
    with connection.cursor() as cursor:
        while monotonic() < deadline:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0] or or_until():
                return
    pytest.fail("nobody waited for the lock")
