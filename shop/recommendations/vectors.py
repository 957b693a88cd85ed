"""Texts as vectors: TF-IDF of each field, weighted, of length one: a product of two is their cosine."""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.preprocessing import normalize

from shop.recommendations.texts import Text, terms

VERSION = 1  # of what `terms` makes of a text: a model of another version is no measure for it
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
        counting = CountVectorizer(analyzer=_terms_and_a_sign, dtype=np.float32)
        try:
            counts = counting.fit_transform(texts)
        except ValueError:  # not one text
            return cls([], np.zeros(0, np.float32), weights), sparse.csr_matrix((0, 0), dtype=np.float32)
        learnt = counting.get_feature_names_out()
        weighed = np.array([term[0] in weights for term in learnt])
        kept = np.flatnonzero(weighed & (counts.getnnz(axis=0) >= COMMON_TO))
        counts = counts[:, kept]
        idf = TfidfTransformer(norm=None).fit(counts).idf_ if len(kept) else np.zeros(0)
        model = cls(learnt[kept].tolist(), idf.astype(np.float32), weights)
        return model, model._weighed(counts)

    def vectors(self, texts: Sequence[Text]) -> sparse.csr_matrix:
        """Return a row for each text, float32 of length one; of length 0 where no word is known."""
        if not self.terms or not texts:
            return sparse.csr_matrix((len(texts), len(self.terms)), dtype=np.float32)
        counting = CountVectorizer(analyzer=terms, dtype=np.float32, vocabulary=self.terms)
        return self._weighed(counting.transform(texts))

    def dump(self) -> bytes:
        """Return the model to be kept."""
        kept = [VERSION, self.weights, self.terms, self.idf.tolist()]
        return zlib.compress(json.dumps(kept).encode())

    @classmethod
    def load(cls, kept: bytes) -> Self | None:
        """Return the model that was kept; None when this code reads texts in another way."""
        version, weights, words, idf = json.loads(zlib.decompress(kept))
        return cls(words, np.array(idf, np.float32), weights) if version == VERSION else None

    def _weighed(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        """Make vectors of counts: 1 + ln(count), times idf, each field of length one, times its weight."""
        values = counts.tocsr()
        values.data = 1 + np.log(values.data)
        values = values.multiply(self.idf).tocsr()
        fields = np.array([term[0] for term in self.terms])
        parts = [
            weight * normalize(values[:, fields == field])
            for field, weight in self.weights.items()
            if field in fields
        ]
        return normalize(sparse.hstack(parts, format="csr", dtype=np.float32)) if parts else counts


def _terms_and_a_sign(text: Text) -> Iterator[str]:
    """Yield what there is, and one that weighs nothing, so that a text without a word is counted as well."""
    yield " "
    yield from terms(text)
