"""The nearest of all vectors to each of some, exactly, without ever holding what all have to do with all."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

CHUNK = 256  # vectors at a time
TIED = 32  # those for which the whole row of cosines is looked at, at a time
THREADS = 1  # shoppers are served on the same processors


@dataclass(frozen=True, slots=True)
class Nearest:
    """Those nearest to one vector, nearest first; among equals the lower row."""

    others: np.ndarray  # rows of the matrix, int32
    scores: np.ndarray  # cosines, float32


def nearest(
    rows: sparse.csr_matrix, every: sparse.csr_matrix, itself: np.ndarray, most: int, floor: float
) -> Iterator[Nearest]:
    """Yield for each of `rows` up to `most` of `every` whose cosine is above `floor`.

    `itself[i]` is the row of `every` that is left out for `rows[i]`. All vectors are of length one.
    """
    columns = every.T.tocsr()
    for start in range(0, rows.shape[0], CHUNK):
        part = slice(start, start + CHUNK)
        yield from _chunk(rows[part], columns, itself[part], most, floor)


def _chunk(
    rows: sparse.csr_matrix, columns: sparse.csr_matrix, itself: np.ndarray, most: int, floor: float
) -> list[Nearest]:
    wanted = most + 2  # itself, and at least one that tells whether others are as near as the last
    found = sp_matmul_topn(rows, columns, top_n=wanted, threshold=floor, sort=True, n_threads=THREADS)
    kept = [_kept(*_row(found, row), own, most) for row, own in enumerate(itself)]
    tied = [row for row, near in enumerate(kept) if _tied(_row(found, row)[1], wanted, near)]
    for start in range(0, len(tied), TIED):
        part = tied[start : start + TIED]
        whole = rows[part] @ columns
        for place, row in enumerate(part):
            kept[row] = _kept(*_foremost(*_row(whole, place), wanted, floor), itself[row], most)
    return kept


def _row(matrix: sparse.csr_matrix, row: int) -> tuple[np.ndarray, np.ndarray]:
    part = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return matrix.indices[part], matrix.data[part]


def _tied(scores: np.ndarray, wanted: int, kept: Nearest) -> bool:
    """Whether some that were not returned may be as near as the last that is kept."""
    return len(scores) == wanted and scores[-1] >= kept.scores[-1]


def _foremost(
    others: np.ndarray, scores: np.ndarray, wanted: int, floor: float
) -> tuple[np.ndarray, np.ndarray]:
    """Keep so many above the floor, and all that are as near as the last of them."""
    last = np.partition(scores, -wanted)[-wanted]
    good = (scores >= last) & (scores > floor)
    return others[good], scores[good]


def _kept(others: np.ndarray, scores: np.ndarray, own: int, most: int) -> Nearest:
    foreign = others != own
    others, scores = others[foreign], scores[foreign]
    order = np.lexsort((others, -scores))[:most]
    return Nearest(others[order], scores[order])
