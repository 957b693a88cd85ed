"""How good recommendations are, where only the catalogue is known: is one of ten of the same leaf category?

The words of all category names are taken out of every text first, and nobody sees the categories themselves.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self
from zlib import crc32

import numpy as np
from scipy import sparse
from scipy.stats import bootstrap
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import linear_kernel

from shop.catalogue.search.words import plain_words
from shop.recommendations.diversity import CANDIDATES, FLOOR, Taste, varied
from shop.recommendations.matrix import Known
from shop.recommendations.similarity import chunks, nearest
from shop.recommendations.texts import Text
from shop.recommendations.vectors import WEIGHTS, Model, Weights

TEN = 10
SEED = 8
TWIN = Taste().twin

Tens = np.ndarray  # a line for each judged product: rows of up to ten others, -1 where there are fewer


@dataclass(frozen=True)
class Case:
    """Texts without the words of categories, their leaves, and the rows that are judged."""

    texts: list[Text]
    leaves: np.ndarray
    judged: np.ndarray
    vectors: sparse.csr_matrix  # by the weights in use: one measure of diversity for all
    known: Known

    @classmethod
    def of(cls, texts: Sequence[Text], most: int, weights: Weights = WEIGHTS, *, tuning: bool) -> Self:
        """Judge up to so many of one half of the categories; on the other half weights may be tuned."""
        said = {word for text in texts for word in plain_words(text.category)}
        bare = [_without(text, said) for text in texts]
        _names, leaves = np.unique(np.array([text.category for text in texts], str), return_inverse=True)
        half = np.array([crc32(text.category.encode()) % 2 == tuning for text in texts], bool)
        # A product that is alone in its leaf cannot be hit.
        judged = np.flatnonzero(half & (np.bincount(leaves)[leaves] > 1))
        judged = np.sort(np.random.default_rng(SEED).permutation(judged)[:most])
        known = Known()
        _model, vectors = Model.learn(
            known.noting(bare), {field: weight for field, weight in weights.items() if field != "c"}
        )
        return cls(bare, leaves, judged, vectors, known)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one way of recommending is worth; `hits` has a figure for each judged product."""

    hits: np.ndarray
    precision: float  # the share of the ten that is of the same leaf
    coverage: float  # the share of all products that is among anybody's ten
    unlike: float  # 1 − the mean cosine of two of the ten
    twins: float  # the share of the ten that is a twin of another one, or of the product
    brands: float  # how many brands are among the ten


def judge(case: Case, tens: Tens) -> Verdict:
    """Judge what was recommended for the judged rows."""
    there = tens >= 0
    same = there & (case.leaves[tens] == case.leaves[case.judged][:, None])
    looks = [_look(case, row, ten[ten >= 0]) for row, ten in zip(case.judged, tens, strict=True)]
    unlike, twins, brands = (float(np.mean(column)) for column in zip(*looks, strict=True))
    coverage = len(np.unique(tens[there])) / len(case.texts)
    return Verdict(same.any(axis=1), float(same.sum() / tens.size), coverage, unlike, twins, brands)


def interval(ours: Verdict, theirs: Verdict) -> tuple[float, float, float]:
    """Return by how much hit@10 is higher, and between what with 95 % confidence (bootstrap of products)."""
    gain = ours.hits.astype(float) - theirs.hits
    resampled = bootstrap((gain,), np.mean, n_resamples=2000, batch=50, method="percentile", rng=SEED)
    return float(gain.mean()), *map(float, resampled.confidence_interval)


def at_random(case: Case) -> Tens:
    """Recommend any ten."""
    return np.random.default_rng(SEED).integers(len(case.texts), size=(len(case.judged), TEN))


def popular_at_best(case: Case) -> Tens:
    """Recommend the same ten to all: one of each of the ten largest leaves, which no popularity can beat."""
    largest = [leaf for leaf, _size in Counter(case.leaves.tolist()).most_common(TEN)]
    ten = [int(np.flatnonzero(case.leaves == leaf)[0]) for leaf in largest]
    return np.tile(_padded(ten), (len(case.judged), 1))


def by_the_book(case: Case) -> Tens:
    """Recommend as tutorials do: unweighted TF-IDF of all words, linear_kernel, argsort, row by row."""
    words = (f"{text.title} {text.brand} {text.description}" for text in case.texts)
    vectors = TfidfVectorizer().fit_transform(words)
    rows = (np.argsort(-linear_kernel(vectors[row], vectors).ravel())[: TEN + 1] for row in case.judged)
    return np.array([_padded(order[order != row]) for row, order in zip(case.judged, rows, strict=True)])


def ours(case: Case, taste: Taste | None) -> Tens:
    """Recommend as the shop does; without a taste the nearest as they come."""
    columns = case.vectors.T.tocsr()
    parts = (case.judged[part] for part in chunks(len(case.judged)))
    return np.concatenate([_tens(case, rows, columns, taste) for rows in parts])


def _tens(case: Case, rows: np.ndarray, columns: sparse.csr_matrix, taste: Taste | None) -> Tens:
    near = nearest(case.vectors[rows], columns, rows, CANDIDATES, FLOOR)
    if taste is None:
        return near.others[:, :TEN]
    order = varied(rows, near, case.vectors, case.known.traits, taste)[:, :TEN]
    return np.where(order >= 0, np.take_along_axis(near.others, order, axis=1), -1)


def _look(case: Case, row: int, ten: np.ndarray) -> tuple[float, float, int]:
    together = case.vectors[np.append(row, ten)]
    alike = (together @ together.T).toarray()
    twins = (np.tril(alike, -1) >= TWIN).any(axis=1).sum() / TEN
    pairs = alike[1:, 1:][np.triu_indices(len(ten), 1)]
    makers = {case.known.makers[other] for other in ten}
    return 1 - pairs.mean() if len(pairs) else 0.0, twins, len(makers)


def _padded(others: Iterable[int]) -> np.ndarray:
    ten = np.full(TEN, -1)
    some = list(others)[:TEN]
    ten[: len(some)] = some
    return ten


def _without(text: Text, said: set[str]) -> Text:
    def bare(words: str) -> str:
        return " ".join(word for word in plain_words(words) if word not in said)

    fields = {name: bare(getattr(text, name)) for name in ("title", "brand", "description")}
    return replace(text, category="", **fields)
