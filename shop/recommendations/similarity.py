"""The nearest of all vectors to each of some, exactly, without ever holding what all have to do with all."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

CHUNK = 256  # vectors at a time
TIED = 32  # those for which the whole row of cosines is looked at, at a time
ROUNDING = 1e-6  # by which two ways to a cosine may differ


@dataclass(frozen=True, slots=True)
class Nearest:
    """Those nearest to each of some vectors, a line for each, nearest first; among equals the lower row."""

    others: np.ndarray  # rows of the matrix, int32; -1 where there are no more
    scores: np.ndarray  # cosines, float32; -inf there


def chunks(many: int) -> list[slice]:
    """Return the parts in which so many vectors are looked at."""
    return [slice(start, start + CHUNK) for start in range(0, many, CHUNK)]


def nearest(
    rows: sparse.csr_matrix, columns: sparse.csr_matrix, itself: np.ndarray, most: int, floor: float
) -> Nearest:
    """Return for each of `rows`, a chunk of them, up to `most` of all vectors whose cosine is above `floor`.

    `columns` are all vectors, transposed; `itself[i]` is the one that is left out for `rows[i]`. All are of
    length one. Other threads work on meanwhile.
    """
    wanted = most + 2  # itself, and at least one that tells whether others are as near as the last
    found = _padded(sp_matmul_topn(rows, columns, wanted, floor, sort=True), wanted)
    kept, last = _kept(found, itself, most), found.scores[:, -1]
    # Some that were not returned may be as near as the last that is kept.
    tied = np.flatnonzero((last > -np.inf) & (last >= kept.scores[:, -1]))
    for start in range(0, len(tied), TIED):
        part = tied[start : start + TIED]
        whole = _from(rows[part] @ columns, np.maximum(last[part] - ROUNDING, floor))
        line = _kept(whole, itself[part], most)
        kept.others[part], kept.scores[part] = line.others, line.scores
    return kept


def _from(whole: sparse.csr_matrix, least: np.ndarray) -> Nearest:
    """Keep of each line what is nearer than its least."""
    lines = np.repeat(np.arange(len(least)), np.diff(whole.indptr))
    whole.data[whole.data <= least[lines]] = 0
    whole.eliminate_zeros()
    return _padded(whole, int(np.diff(whole.indptr).max()))


def _padded(found: sparse.csr_matrix, width: int) -> Nearest:
    lengths = np.diff(found.indptr)
    there = np.arange(width) < lengths[:, None]
    others, scores = np.full(there.shape, -1, np.int32), np.full(there.shape, -np.inf, np.float32)
    others[there], scores[there] = found.indices[: lengths.sum()], found.data[: lengths.sum()]
    return Nearest(others, scores)


def _kept(found: Nearest, itself: np.ndarray, most: int) -> Nearest:
    own = found.others == itself[:, None]
    others, scores = np.where(own, -1, found.others), np.where(own, -np.inf, found.scores)
    order = np.lexsort((others, -scores))[:, :most]
    return Nearest(np.take_along_axis(others, order, axis=1), np.take_along_axis(scores, order, axis=1))
