"""One product's change: its own shelf is found again, and those that it enters or leaves."""

from dataclasses import dataclass

import numpy as np
from django.db import transaction
from scipy import sparse

from shop.recommendations.following import News, Outdated, advance
from shop.recommendations.matrix import Known, shelves
from shop.recommendations.models import Build, Neighbour, Vector
from shop.recommendations.reading import read_vectors
from shop.recommendations.storing import keep_neighbours, keep_vectors
from shop.recommendations.vectors import Model

ROUNDING = 1e-5


@dataclass(frozen=True, slots=True)
class Merged:
    """The serving build's rows with the news in their places."""

    known: Known
    vectors: sparse.csr_matrix
    stale: np.ndarray  # rows whose shelves the news may have changed


def step(serving: Build, news: News) -> int:
    """Find again the shelves that the news changes, and return how many; 0 if another step was faster.

    `serving` has its `clock`, at which the news was read. Raises Outdated.
    """
    merged = _merged(serving, news)
    found = list(shelves(merged.stale, merged.vectors, merged.known))
    with transaction.atomic():
        if not advance(serving, steps=1):
            return 0
        stale = {*merged.known.taken(merged.stale).products, *news}
        Vector.objects.filter(build=serving, product__in=stale).delete()
        Neighbour.objects.filter(build=serving, product__in=stale).delete()
        for some in found:
            keep_vectors(serving, merged.known, merged.vectors, some)
            keep_neighbours(serving, merged.known, some)
    return len(merged.stale)


def _merged(serving: Build, news: News) -> Merged:
    """Put the news in their places; whose last candidate is no nearer than a newcomer, or a leaver, is stale.

    Raises Outdated when this code reads texts in another way than the build did.
    """
    model = Model.load(serving.model)
    if model is None:
        raise Outdated
    known, before, bars = read_vectors(serving, len(model.terms))
    fresh = [text for text in news.values() if text]
    moved = np.isin(known.products, list(news))
    new = model.vectors(fresh)
    for _text in known.noting(fresh):
        pass
    places = np.flatnonzero(np.concatenate([~moved, np.ones(len(fresh), bool)]))
    places = places[np.argsort(np.array(known.products)[places])]
    vectors = sparse.vstack([before, new], format="csr")[places]
    bars = np.concatenate([bars, np.full(len(fresh), -np.inf)])[places]
    cosines = (sparse.vstack([before[moved], new]) @ vectors.T).tocoo()
    stale = cosines.col[cosines.data >= bars[cosines.col] - ROUNDING]
    stale = np.union1d(stale, np.flatnonzero(bars == -np.inf))
    return Merged(known.taken(places), vectors, stale)
