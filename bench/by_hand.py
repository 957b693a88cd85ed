"""A stand-in for pgbench where it is not installed: its scripts by psycopg2, with prepared statements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2

from bench.callers import Work

_STATEMENT = re.compile(r"(.+?)\s*(;|\\gset)\s*", re.DOTALL)
_NAME = re.compile(r"(?<!:):(\w+)")
_PREPARED = ("SELECT", "UPDATE", "INSERT")


@dataclass(frozen=True)
class Statement:
    """A statement as it is sent; `kept` if the row it returns names values for those after it."""

    text: str
    names: tuple[str, ...]
    kept: bool


def script(path: str, database: str, variant: int) -> Work:
    """Return what one thread does: the script, over a connection of its own."""
    cursor = _connected(database)
    statements = list(_prepared(cursor, Path(path).read_text()))

    def work() -> bool:
        values: dict[str, Any] = {"variant": variant}
        for statement in statements:
            cursor.execute(statement.text, [values[name] for name in statement.names])
            if statement.kept:
                values |= dict(
                    zip([column.name for column in cursor.description], cursor.fetchone(), strict=True)
                )
        return True

    return work


def _connected(database: str) -> Any:
    connection = psycopg2.connect(database, application_name="bench by hand")
    connection.autocommit = True
    return connection.cursor()


def _prepared(cursor: Any, text: str) -> Iterator[Statement]:
    for number, (statement, end) in enumerate(_STATEMENT.findall(text)):
        names = tuple(_NAME.findall(statement))
        if not statement.startswith(_PREPARED):
            yield Statement(statement, (), kept=False)
            continue
        cursor.execute(f"PREPARE s{number} AS {_numbered(statement, names)}")
        given = ", ".join(["%s"] * len(names))
        yield Statement(f"EXECUTE s{number}" + (f" ({given})" if names else ""), names, kept=end != ";")


def _numbered(statement: str, names: tuple[str, ...]) -> str:
    for place, name in enumerate(names, 1):
        statement = statement.replace(f":{name}", f"${place}", 1)
    return statement
