"""Rows by the hundred thousand, into the database and out of it again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from itertools import pairwise

import numpy as np
from django.db import connection, transaction
from django.db.models import Model as Table
from django.db.models import QuerySet
from scipy import sparse

from shop.recommendations.matrix import Known, Shelves
from shop.recommendations.models import Build, Neighbour, Vector

AT_A_TIME = 20_000  # rows forgotten in one statement, so that SQLite lets others write in between
_NEIGHBOURS = ("build_id", "product_id", "other_id", "score", "rank")
_VECTORS = ("build_id", "product", "terms", "weights", "bar", "maker", "family", "digest")


def keep_neighbours(build: Build, known: Known, found: Shelves) -> None:
    """Write who is on these shelves."""
    lines, ranks = np.nonzero(found.others)
    products = np.array(known.products)[found.rows][lines]
    columns = (products, found.others[lines, ranks], found.scores[lines, ranks].astype(float), ranks)
    builds = [build.pk] * len(lines)
    _insert(Neighbour, _NEIGHBOURS, [builds, *(column.tolist() for column in columns)])


def keep_vectors(build: Build, known: Known, vectors: sparse.csr_matrix, found: Shelves) -> None:
    """Write what is known of the products whose shelves these are."""
    some, kept = known.taken(found.rows), vectors[found.rows]
    columns = (
        _cut(kept.indices.astype(np.int32), kept.indptr),
        _cut(kept.data, kept.indptr),
        found.bars.tolist(),
    )
    builds, traits = [build.pk] * len(found.rows), (some.makers, some.families, some.digests)
    _insert(Vector, _VECTORS, [builds, some.products, *columns, *traits])


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


def _insert(table: type[Table], names: Sequence[str], columns: Sequence[list]) -> None:
    named, into = ", ".join(names), table._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            line = ",".join(["%s"] * len(names)) + "\n"
            written = StringIO("".join(map(line.__mod__, zip(*map(_texts, columns), strict=True))))
            cursor.copy_expert(f"COPY {into} ({named}) FROM STDIN (FORMAT csv)", written)
        else:
            places = ", ".join(["%s"] * len(names))
            rows = zip(*columns, strict=True)
            cursor.executemany(f"INSERT INTO {into} ({named}) VALUES ({places})", rows)  # noqa: S608


def _texts(column: list) -> list:
    return [rf"\x{each.hex()}" for each in column] if column and isinstance(column[0], bytes) else column
