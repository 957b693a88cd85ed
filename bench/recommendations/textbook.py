"""What tutorials do: for each product its cosine with every other one, and then all of them sorted."""

from collections.abc import Iterable, Iterator

import numpy as np
from scipy import sparse
from sklearn.metrics.pairwise import linear_kernel

from shop.recommendations.similarity import Nearest

Line = tuple[np.ndarray, np.ndarray]  # others and cosines, nearest first
SAME = 1e-5  # cosines that differ by less are the same, summed in another order


def nearest_by_the_book(vectors: sparse.csr_matrix, most: int) -> Iterator[Line]:
    """Yield the nearest of each, itself left out."""
    for row in range(vectors.shape[0]):
        cosines = linear_kernel(vectors[row], vectors).ravel()
        order = np.argsort(-cosines)[: most + 1]
        others = order[order != row][:most]
        yield others, cosines[others]


def lines(found: Iterable[Nearest]) -> Iterator[Line]:
    """Yield the lines of ours without what fills them up."""
    for near in found:
        for others, scores in zip(near.others, near.scores, strict=True):
            yield others[others >= 0], scores[others >= 0]


def different(ours: Iterable[Line], theirs: Iterable[Line], floor: float) -> int:
    """Count the rows that have other neighbours above the floor, ties apart.

    A tie: those as near as the last one. Which of them are kept is nobody's merit.
    """
    return sum(not _same(mine, other, floor) for mine, other in zip(ours, theirs, strict=True))


def _same(ours: Line, theirs: Line, floor: float) -> bool:
    (our_others, our_scores), (their_others, their_scores) = ours, theirs
    above = their_scores > floor + SAME
    wanted = set(their_others[above].tolist())
    if not len(our_scores) or not wanted:
        return not wanted and (not len(our_scores) or bool(our_scores.max() <= floor + SAME))
    least = len(wanted)
    if len(our_scores) < least or np.abs(our_scores[:least] - their_scores[above]).max() > SAME:
        return False
    settled = their_others[their_scores > their_scores[above][-1] + SAME]
    return set(settled.tolist()) <= set(our_others.tolist())
