"""All that is known of a catalogue's products: a row of numbers for each, in the order of their keys."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from scipy import sparse

from shop.recommendations.diversity import CANDIDATES, FLOOR, Taste, Traits, varied
from shop.recommendations.similarity import CHUNK, nearest
from shop.recommendations.texts import Text


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
    """Yield the shelves of these rows, CHUNK by CHUNK."""
    products, traits, taste = np.array(known.products, np.int64), known.traits, taste or Taste()
    found = nearest(vectors[rows], vectors, rows, CANDIDATES, FLOOR)
    for start, near in zip(range(0, len(rows), CHUNK), found, strict=True):
        part = rows[start : start + CHUNK]
        order = varied(part, near, vectors, traits, taste)
        others = products[np.take_along_axis(near.others, order, axis=1)]
        scores = np.take_along_axis(near.scores, order, axis=1)
        bars = np.maximum(near.scores[:, -1], FLOOR)
        yield Shelves(part, np.where(order >= 0, others, 0), scores, bars)
