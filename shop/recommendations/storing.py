"""Rows by the hundred thousand, in and out of the database."""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

import numpy as np
from django.db import connection
from django.db.models import Model as Table
from django.db.models import QuerySet
from scipy import sparse

from shop.recommendations.matrix import Known, Shelf
from shop.recommendations.models import Build, Neighbour, Vector

AT_A_TIME = 20_000  # rows forgotten in one statement, so that SQLite lets others write in between
_NEIGHBOURS = ("build_id", "product_id", "other_id", "score", "rank")
_VECTORS = ("build_id", "product", "terms", "weights", "bar", "maker", "family", "digest")


def keep_neighbours(build: Build, known: Known, shelves: Iterable[Shelf]) -> None:
    """Write who is on these shelves."""
    rows = (
        (build.pk, known.products[shelf.row], other, score, rank)
        for shelf in shelves
        for rank, (other, score) in enumerate(zip(shelf.others, shelf.scores, strict=True))
    )
    _insert(Neighbour, _NEIGHBOURS, rows)


def keep_vectors(build: Build, known: Known, vectors: sparse.csr_matrix, shelves: Iterable[Shelf]) -> None:
    """Write what is known of the products whose shelves these are."""
    _insert(Vector, _VECTORS, (_vector_row(build, known, vectors, shelf) for shelf in shelves))


def _vector_row(build: Build, known: Known, vectors: sparse.csr_matrix, shelf: Shelf) -> tuple:
    row, part = shelf.row, slice(vectors.indptr[shelf.row], vectors.indptr[shelf.row + 1])
    terms = vectors.indices[part].astype(np.int32).tobytes()
    kept = (build.pk, known.products[row], terms, vectors.data[part].tobytes(), shelf.bar)
    return (*kept, known.makers[row], known.families[row], known.digests[row])


def read_vectors(build: Build, width: int) -> tuple[Known, sparse.csr_matrix, np.ndarray]:
    """Return what is known of the products of a build, their vectors, and their bars."""
    known, terms, weights, bars = Known(), [], [], []
    kept = Vector.objects.filter(build=build).order_by("product")
    for product, term, weight, bar, *traits in kept.values_list(*_VECTORS[1:]).iterator(5000):
        known.add(product, *traits)
        terms.append(bytes(term))
        weights.append(bytes(weight))
        bars.append(bar)
    ends = np.cumsum([0, *(len(each) // 4 for each in terms)])
    parts = np.frombuffer(b"".join(weights), np.float32), np.frombuffer(b"".join(terms), np.int32), ends
    return known, sparse.csr_matrix(parts, shape=(len(terms), width)), np.array(bars)


def forget(rows: QuerySet) -> None:
    """Delete rows that nothing refers to, some at a time."""
    while some := list(rows.order_by("pk").values_list("pk", flat=True)[:AT_A_TIME]):
        rows.filter(pk__range=(some[0], some[-1])).delete()


def _insert(table: type[Table], columns: Sequence[str], rows: Iterable[Sequence]) -> None:
    named, into = ", ".join(columns), table._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            written = StringIO("".join(_csv(rows)))
            cursor.copy_expert(f"COPY {into} ({named}) FROM STDIN (FORMAT csv)", written)
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {into} ({named}) VALUES ({places})", rows)  # noqa: S608


def _csv(rows: Iterable[Sequence]) -> Iterator[str]:
    for row in rows:
        yield ",".join(rf"\x{value.hex()}" if isinstance(value, bytes) else str(value) for value in row)
        yield "\n"
