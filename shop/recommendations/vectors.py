"""Texts as vectors: TF-IDF of each field, weighted, of length one: a product of two is their cosine.

The formulas are scikit-learn's (`sublinear_tf`, `smooth_idf`, `min_df=2`), and a test holds them to it. They
are a few lines of NumPy here since to load scikit-learn takes ten times as long as what a change leads to.
"""

import json
import zlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sized
from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy import sparse

from shop.recommendations.texts import Text, terms

VERSION = 2  # of what a text's vector is: a model of another version is no measure for it
# What each field counts, by its initial. docs/recommendations.md says how these were found.
WEIGHTS = {"t": 1.0, "b": 0.3, "c": 0.6, "d": 0.6}
Weights = dict[str, float]
COMMON_TO = 2  # texts; what only one has is like nothing


@dataclass(frozen=True)
class Model:
    """A vocabulary, and how much each of its terms tells: what texts are measured by until the next one."""

    terms: list[str]
    idf: np.ndarray  # float32, one for each term
    weights: Weights

    @classmethod
    def learn(cls, texts: Iterable[Text], weights: Weights = WEIGHTS) -> tuple[Self, sparse.csr_matrix]:
        """Read texts, once and one by one; return the model and their vectors."""
        numbers: dict[str, int] = defaultdict(lambda: len(numbers))
        counts = _counts(texts, numbers.__getitem__, numbers)
        words, common = [*numbers], counts.getnnz(axis=0)
        shared = (n for n in np.flatnonzero(common >= COMMON_TO).tolist() if words[n][0] in weights)
        kept = sorted(shared, key=words.__getitem__)
        idf = np.log((1 + counts.shape[0]) / (1 + common[kept])) + 1
        model = cls([words[n] for n in kept], idf.astype(np.float32), weights)
        return model, model._weighed(counts[:, kept])

    def vectors(self, texts: Iterable[Text]) -> sparse.csr_matrix:
        """Return a row for each text, float32 of length one; of length 0 where no word is known."""
        numbers = {term: number for number, term in enumerate(self.terms)}
        return self._weighed(_counts(texts, numbers.get, numbers))

    def dump(self) -> bytes:
        """Return the model to be kept."""
        kept = [VERSION, self.weights, self.terms, self.idf.tolist()]
        return zlib.compress(json.dumps(kept).encode())

    @classmethod
    def load(cls, kept: bytes) -> Self | None:
        """Return the model that was kept; None when this code makes other vectors of texts."""
        version, weights, words, idf = json.loads(zlib.decompress(kept))
        return cls(words, np.array(idf, np.float32), weights) if version == VERSION else None

    def _weighed(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        """Make vectors of counts: 1 + ln(count), times idf, each field of length one, times its weight."""
        counts.sort_indices()  # sums are the same to the last bit whatever else is in the batch
        initials = "".join(self.weights)
        fields = np.array([initials.index(term[0]) for term in self.terms], np.int64)[counts.indices]
        rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        values = (1 + np.log(counts.data)) * self.idf[counts.indices]
        values = _of_length_one(values, rows * len(initials) + fields)
        values = _of_length_one(values * np.array([*self.weights.values()])[fields], rows)
        parts = values.astype(np.float32), counts.indices, counts.indptr
        return sparse.csr_matrix(parts, shape=counts.shape)


def _counts(texts: Iterable[Text], number: Callable[[str], int | None], numbered: Sized) -> sparse.csr_matrix:
    """Count in each text the terms that have a number, a column for each that is numbered in the end."""
    columns, ends = array("i"), array("i", [0])
    for text in texts:
        columns.extend(place for place in map(number, terms(text)) if place is not None)
        ends.append(len(columns))
    ones = np.ones(len(columns), np.float32)
    parts = ones, np.array(columns, np.int32), np.array(ends, np.int32)
    counts = sparse.csr_matrix(parts, shape=(len(ends) - 1, len(numbered)))
    counts.sum_duplicates()
    return counts


def _of_length_one(values: np.ndarray, groups: np.ndarray) -> np.ndarray:
    return values / np.sqrt(np.bincount(groups, values**2))[groups]
