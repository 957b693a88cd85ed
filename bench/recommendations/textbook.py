"""What tutorials do: for each product its cosine with every other one, and then all of them sorted."""

from collections.abc import Iterable, Iterator

import numpy as np
from scipy import sparse
from sklearn.metrics.pairwise import linear_kernel

from shop.recommendations.similarity import Nearest

SAME = 1e-5  # cosines that differ by less are the same, summed in another order


def nearest_by_the_book(vectors: sparse.csr_matrix, most: int) -> Iterator[Nearest]:
    """Yield the nearest of each, itself left out."""
    for row in range(vectors.shape[0]):
        cosines = linear_kernel(vectors[row], vectors).ravel()
        order = np.argsort(-cosines)[: most + 1]
        others = order[order != row][:most]
        yield Nearest(others, cosines[others])


def different(ours: Iterable[Nearest], theirs: Iterable[Nearest], floor: float) -> int:
    """Count the rows that have other neighbours above the floor, ties apart.

    A tie: those as near as the last one. Which of them are kept is nobody's merit.
    """
    return sum(not _same(mine, other, floor) for mine, other in zip(ours, theirs, strict=True))


def _same(ours: Nearest, theirs: Nearest, floor: float) -> bool:
    above = theirs.scores > floor + SAME
    wanted = set(theirs.others[above].tolist())
    if not len(ours.scores) or not wanted:
        return not wanted and (not len(ours.scores) or bool(ours.scores.max() <= floor + SAME))
    least = len(wanted)
    if len(ours.scores) < least or np.abs(ours.scores[:least] - theirs.scores[above]).max() > SAME:
        return False
    settled = theirs.others[theirs.scores > theirs.scores[above][-1] + SAME]
    return set(settled.tolist()) <= set(ours.others.tolist())
