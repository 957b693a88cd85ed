"""The bench of recommendations: other neighbours are told from ties, and ours are those of the book."""

import numpy as np
import pytest
from scipy import sparse

from bench.recommendations import changes, kernels
from bench.recommendations.textbook import Line, different, lines, nearest_by_the_book
from shop.catalogue.tests.factories import make_product
from shop.recommendations.building import build


def of(others: list[int], scores: list[float]) -> Line:
    return np.array(others), np.array(scores, np.float32)


@pytest.mark.parametrize(
    "ours, theirs, count",
    [
        (of([1, 2, 3], [0.9, 0.5, 0.5]), of([1, 3, 2], [0.9, 0.5, 0.5]), 0),
        (of([1, 2], [0.9, 0.5]), of([1, 4], [0.9, 0.5]), 0),  # the last place is shared
        (of([1, 2], [0.9, 0.5]), of([4, 2], [0.9, 0.5]), 1),
        (of([1, 2], [0.9, 0.5]), of([1, 2], [0.9, 0.6]), 1),
        (of([1], [0.9]), of([1, 2], [0.9, 0.5]), 1),
        (of([1], [0.9]), of([1, 2], [0.9, 0.05]), 0),  # below the floor
        (of([], []), of([1], [0.9]), 1),
        (of([], []), of([1], [0.01]), 0),
    ],
)
def test_other_neighbours_are_told_from_ties(ours: Line, theirs: Line, count: int) -> None:
    assert different([ours], [theirs], 0.1) == count


def test_ours_are_those_of_the_book_also_where_hundreds_are_alike() -> None:
    dice = np.random.default_rng(8)
    rows = np.repeat(dice.random((200, 12)) * (dice.random((200, 12)) < 0.3), 3, axis=0)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    vectors = sparse.csr_matrix(
        np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0), dtype="f4"
    )
    ours = list(lines(kernels.nearest_by_ours(vectors, 20, 0.15)))
    assert different(ours, nearest_by_the_book(vectors, 20), 0.15) == 0
    assert max(len(others) for others, _scores in ours) == 20


@pytest.mark.django_db
def test_a_shop_is_built_changed_and_compared() -> None:
    for title in ("Steel kettle", "Copper kettle", "Enamel kettle"):
        make_product(title)
    build()
    assert len(changes.main(2)["steps"]) == 2
    took = kernels.main()
    assert (took["rows"], took["different"]) == (3, 0)
