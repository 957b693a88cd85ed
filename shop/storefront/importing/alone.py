"""One import at a time, and a planner that knows afterwards what came in. SQLite serialises by itself."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection
from django.utils.translation import gettext as _

P = ParamSpec("P")
T = TypeVar("T")

LOCK = 0x73686F70  # of no meaning but to be ours


class AlreadyImporting(OSError):
    """Another import runs in this shop."""


def alone(run: Callable[P, T]) -> Callable[P, T]:
    """Run an import under a lock of its own, which ends with the connection; then look at the tables anew.

    Raises AlreadyImporting at once, before anything is read or written, when another one has the lock.
    """

    @wraps(run)
    def held(*args: P.args, **kwargs: P.kwargs) -> T:
        if connection.vendor != "postgresql":
            return run(*args, **kwargs)
        if not _asked("SELECT pg_try_advisory_lock(%s)", LOCK):
            raise AlreadyImporting(
                _("Another import is running; nothing was loaded. Wait until it has ended.")
            )
        try:
            done = run(*args, **kwargs)
            # Lists are planned by what a catalogue holds, and autovacuum comes a minute later. Where it is
            # here already it gives way within a second, which a transaction's lock_timeout may not grant.
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', '0', true); ANALYZE")
            return done
        finally:
            _asked("SELECT pg_advisory_unlock(%s)", LOCK)

    return held


def _asked(question: str, value: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, [value])
        return cursor.fetchone()[0]
