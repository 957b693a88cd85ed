"""A shelf of things that differ: of all that are near, those that are not also near to each other.

Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998, https://doi.org/10.1145/290941.291025): next
on the shelf is the one with the highest likeness · (cosine to the product) − (1 − likeness) · (highest cosine
to one that is on the shelf). Each of its brand that is on the shelf takes off `brand` more; of the product's
own twins, and of twins among the others, there is one.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from shop.recommendations.similarity import Nearest

CANDIDATES = 100  # the nearest, of which a shelf is chosen
POOL = 48  # the nearest of these once each family has sent one
SHELF = 24  # more than any page shows, since what is sold out is left out when it is read
DENSE = 32  # lines whose vectors are multiplied at once: what a processor keeps near
FLOOR = 0.15  # cosine; what is less like it is shown nowhere


@dataclass(frozen=True, slots=True)
class Taste:
    """How much a shelf varies."""

    likeness: float = 0.8
    brand: float = 0.03
    twin: float = 0.95  # cosine from which two are the same thing in another colour or size


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of each row of the matrix besides its vector: see `Text.maker` and `Text.family`."""

    makers: np.ndarray
    families: np.ndarray


def varied(
    rows: np.ndarray, near: Nearest, every: sparse.csr_matrix, traits: Traits, taste: Taste
) -> np.ndarray:
    """Return for each row up to SHELF places of its line, in the order of its shelf; -1 where it is full."""
    pools = _pools(rows, near, traits, taste)
    there = pools >= 0
    others = np.where(there, np.take_along_axis(near.others, pools, axis=1), -1)
    scores = np.where(there, np.take_along_axis(near.scores, pools, axis=1), -np.inf)
    makers = np.where(there, traits.makers[others], 0)
    chosen = _chosen(scores * np.float32(taste.likeness), _alike(others, every), makers, taste)
    return np.where(chosen >= 0, np.take_along_axis(pools, chosen, axis=1), -1)


def _pools(rows: np.ndarray, near: Nearest, traits: Traits, taste: Taste) -> np.ndarray:
    """Return the places of the first of each family; the product's own twins are one family."""
    twins = near.scores >= taste.twin
    families = np.where(twins, traits.families[rows][:, None], traits.families[near.others])
    order = np.argsort(families, axis=1, kind="stable")
    grouped = np.take_along_axis(families, order, axis=1)
    first = np.ones(families.shape, bool)
    np.put_along_axis(first, order[:, 1:], grouped[:, 1:] != grouped[:, :-1], axis=1)
    first &= near.others >= 0
    places = np.argsort(~first, axis=1, kind="stable")[:, :POOL]
    return np.where(np.take_along_axis(first, places, axis=1), places, -1)


def _alike(others: np.ndarray, every: sparse.csr_matrix) -> np.ndarray:
    """Return, for each line, the cosines of its others with each other."""
    parts = (_products(others[start : start + DENSE], every) for start in range(0, len(others), DENSE))
    return np.concatenate([*parts])


def _products(others: np.ndarray, every: sparse.csr_matrix) -> np.ndarray:
    """Multiply the vectors of each line as dense ones, with a column for each term that two of it have.

    In float64, so that a cosine is the same to the last bit of its float32 whatever else is in the batch.
    """
    lines, places = np.nonzero(others >= 0)
    vectors = every[others[lines, places]]
    entries = np.repeat(np.arange(len(lines)), np.diff(vectors.indptr))
    terms = lines[entries] * every.shape[1] + vectors.indices
    order = np.argsort(terms)
    order, columns = _columns(order, terms[order])
    entries = entries[order]
    columns -= columns[np.searchsorted(lines[entries], lines[entries])]
    dense = np.zeros((*others.shape, columns.max(initial=0) + 1))
    dense[lines[entries], places[entries], columns] = vectors.data[order]
    return (dense @ dense.transpose(0, 2, 1)).astype(np.float32)


def _columns(order: np.ndarray, terms: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return, of entries in the order of their terms, those whose term another one has, and its number."""
    new = np.append(True, terms[1:] != terms[:-1])[: len(terms)]
    several = ~(new & np.append(new[1:], True)[: len(terms)])
    return order[several], np.cumsum(new[several]) - 1


def _chosen(worth: np.ndarray, alike: np.ndarray, makers: np.ndarray, taste: Taste) -> np.ndarray:
    """Choose for all rows at once, one place of their shelves after the other. `worth` is used up."""
    every, nearest = np.arange(len(worth)), np.zeros_like(worth)
    chosen = np.full((len(worth), SHELF), -1)
    for place in range(SHELF):
        best = np.argmax(worth - (1 - taste.likeness) * nearest, axis=1)
        chosen[:, place] = np.where(np.isfinite(worth[every, best]), best, -1)
        beside, brand = alike[every, best], makers[every, best][:, None]
        np.maximum(nearest, beside, out=nearest)
        worth -= taste.brand * ((makers == brand) & (brand != 0))
        worth[beside >= taste.twin] = -np.inf
        worth[every, best] = -np.inf
    return chosen
