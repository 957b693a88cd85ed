"""Rows by the hundred thousand, into the database and out of it again."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO, StringIO
from itertools import chain, pairwise
from typing import IO

import numpy as np
from django.db import connection, transaction
from django.db.models import Model as Table
from django.db.models import QuerySet
from scipy import sparse

from shop.recommendations.matrix import Known, Shelves
from shop.recommendations.models import Build, Neighbour, Vector

AT_A_TIME = 20_000  # rows forgotten in one statement, so that SQLite lets others write in between
_NEIGHBOUR = np.dtype(
    [("build_id", "i8"), ("product_id", "i8"), ("other_id", "i8"), ("score", "f8"), ("rank", "i2")]
)
_VECTORS = ("build_id", "product", "terms", "weights", "bar", "maker", "family", "digest")


def keep_neighbours(build: Build, known: Known, found: Shelves) -> None:
    """Write who is on these shelves."""
    lines, ranks = np.nonzero(found.others)
    rows = np.empty(len(lines), _NEIGHBOUR)
    rows["build_id"], rows["rank"] = build.pk, ranks
    rows["product_id"] = np.array(known.products)[found.rows][lines]
    rows["other_id"], rows["score"] = found.others[lines, ranks], found.scores[lines, ranks]
    if connection.vendor == "postgresql":
        _copy(Neighbour, _NEIGHBOUR.names, "binary", BytesIO(_sent(rows)))
    else:
        _insert(Neighbour, _NEIGHBOUR.names, rows.tolist())


def keep_vectors(build: Build, known: Known, vectors: sparse.csr_matrix, found: Shelves) -> None:
    """Write what is known of the products whose shelves these are."""
    some, kept = known.taken(found.rows), vectors[found.rows]
    columns = (
        _cut(kept.indices.astype(np.int32), kept.indptr),
        _cut(kept.data, kept.indptr),
        found.bars.tolist(),
    )
    builds, traits = [build.pk] * len(found.rows), (some.makers, some.families, some.digests)
    rows = zip(builds, some.products, *columns, *traits, strict=True)
    if connection.vendor == "postgresql":
        _copy(Vector, _VECTORS, "csv", StringIO("".join(map(_line, rows))))
    else:
        _insert(Vector, _VECTORS, rows)


def _cut(numbers: np.ndarray, ends: np.ndarray) -> list[bytes]:
    return [numbers[start:end].tobytes() for start, end in pairwise(ends.tolist())]


def tell_planner(*tables: type[Table]) -> None:
    """Let PostgreSQL count what is there. Until it has, it reads all products for a cart's neighbours."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE " + ", ".join(table._meta.db_table for table in tables))


def forget(rows: QuerySet) -> None:
    """Delete rows that nothing refers to, some at a time."""
    while some := list(rows.order_by("pk").values_list("pk", flat=True)[:AT_A_TIME]):
        rows.filter(pk__range=(some[0], some[-1])).delete()


@contextmanager
def written_behind() -> Iterator[None]:
    """Commit without waiting for the disk: for what counts for nothing until a later commit, which waits."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL synchronous_commit = off")
        yield


def _sent(rows: np.ndarray) -> bytes:
    """Return numbers as PostgreSQL's COPY takes them in: how many to a row, and each after its length.

    To write them as text, and to read that there, takes longer than to find them.
    """
    names = rows.dtype.names or ()
    lengths = [(f"{name}, bytes", ">i4") for name in names]
    numbers = [(name, rows.dtype[name].newbyteorder(">")) for name in names]
    pairs = chain.from_iterable(zip(lengths, numbers, strict=True))
    sent = np.empty(len(rows), [("many", ">i2"), *pairs])
    sent["many"] = len(names)
    for name in names:
        sent[f"{name}, bytes"], sent[name] = rows.dtype[name].itemsize, rows[name]
    return b"PGCOPY\n\xff\r\n\0" + bytes(8) + sent.tobytes() + b"\xff\xff"


def _line(row: tuple) -> str:
    return ",".join(rf"\x{each.hex()}" if isinstance(each, bytes) else str(each) for each in row) + "\n"


def _copy(table: type[Table], names: Sequence[str], form: str, written: IO) -> None:
    with connection.cursor() as cursor:
        into = f"{table._meta.db_table} ({', '.join(names)})"
        cursor.copy_expert(f"COPY {into} FROM STDIN (FORMAT {form})", written)


def _insert(table: type[Table], names: Sequence[str], rows: Iterable[tuple]) -> None:
    into, places = f"{table._meta.db_table} ({', '.join(names)})", ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {into} VALUES ({places})", rows)  # noqa: S608
