"""All that is known of a catalogue's products: a row of numbers for each, in the order of their keys."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from scipy import sparse
from threadpoolctl import threadpool_limits

from shop.recommendations.diversity import CANDIDATES, FLOOR, Taste, Traits, varied
from shop.recommendations.similarity import chunks, nearest
from shop.recommendations.texts import Text

THREADS = 2  # that find shelves, for some seconds; there are more processors where many shoppers are served


@dataclass(slots=True)
class Known:
    """Who the rows are. Filled while texts pass by, so that no text needs to be kept."""

    products: list[int] = field(default_factory=list)
    makers: list[int] = field(default_factory=list)
    families: list[int] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)

    def noting(self, texts: Iterable[Text]) -> Iterator[Text]:
        """Pass texts on, noting whose they are."""
        for text in texts:
            self.add(text.product, text.maker, text.family, text.digest)
            yield text

    def add(self, product: int, maker: int, family: int, digest: str) -> None:
        """Note one row."""
        self.products.append(product)
        self.makers.append(maker)
        self.families.append(family)
        self.digests.append(digest)

    def taken(self, rows: np.ndarray) -> Self:
        """Return these rows, in this order."""
        columns = (self.products, self.makers, self.families, self.digests)
        return type(self)(*([column[row] for row in rows.tolist()] for column in columns))

    @property
    def traits(self) -> Traits:
        """What makes a shelf vary."""
        return Traits(np.array(self.makers, np.int64), np.array(self.families, np.int64))


@dataclass(frozen=True, slots=True)
class Shelves:
    """What is like some products: a line for each of `rows`."""

    rows: np.ndarray
    others: np.ndarray  # keys of products in the order of the shelf; 0 where it is full
    scores: np.ndarray  # their cosines
    bars: np.ndarray  # the cosine of the last candidate


def shelves(
    rows: np.ndarray, vectors: sparse.csr_matrix, known: Known, taste: Taste | None = None
) -> Iterator[Shelves]:
    """Yield the shelves of these rows, chunk by chunk, while the next ones are being found."""
    products, traits, columns = np.array(known.products, np.int64), known.traits, vectors.T.tocsr()

    def found(part: slice) -> Shelves:
        some = rows[part]
        near = nearest(vectors[some], columns, some, CANDIDATES, FLOOR)
        order = varied(some, near, vectors, traits, taste or Taste())
        others = products[np.take_along_axis(near.others, order, axis=1)]
        scores = np.take_along_axis(near.scores, order, axis=1)
        bars = np.maximum(near.scores[:, -1], FLOOR)
        return Shelves(some, np.where(order >= 0, others, 0), scores, bars)

    # BLAS would take all processors for each of the threads.
    with threadpool_limits(1), ThreadPoolExecutor(THREADS) as pool:
        yield from pool.map(found, chunks(len(rows)))
