"""A shelf of things that differ: of all that are near, those that are not also near to each other.

Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998, https://doi.org/10.1145/290941.291025): next
on the shelf is the one with the highest likeness · (cosine to the product) − (1 − likeness) · (highest cosine
to one that is on the shelf). Each of its brand that is on the shelf takes off `brand` more; of the product's
own twins, and of twins among the others, there is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from shop.recommendations.similarity import Nearest

CANDIDATES = 100  # the nearest, of which a shelf is chosen
POOL = 48  # the nearest of these once each family has sent one
SHELF = 24  # more than any page shows, since what is sold out is left out when it is read
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
    rows: np.ndarray, near: Sequence[Nearest], every: sparse.csr_matrix, traits: Traits, taste: Taste
) -> list[np.ndarray]:
    """Return for each row up to SHELF positions among those near to it, in the order of its shelf."""
    many = len(rows)
    worth = np.full((many, POOL), -np.inf, np.float32)
    alike = np.zeros((many, POOL, POOL), np.float32)
    makers = np.zeros((many, POOL), np.int64)
    pools = [_pool(row, each, traits, taste) for row, each in zip(rows.tolist(), near, strict=True)]
    for place, (each, pool) in enumerate(zip(near, pools, strict=True)):
        others, size = each.others[pool], len(pool)
        vectors = every[others]
        worth[place, :size] = each.scores[pool] * taste.likeness
        alike[place, :size, :size] = (vectors @ vectors.T).toarray()
        makers[place, :size] = traits.makers[others]
    return [pool[order] for pool, order in zip(pools, _chosen(worth, alike, makers, taste), strict=True)]


def _pool(row: int, near: Nearest, traits: Traits, taste: Taste) -> np.ndarray:
    """Return the positions of the first of each family; the product's own twins are one family."""
    families = traits.families[near.others]
    families[near.scores >= taste.twin] = traits.families[row]
    _families, first = np.unique(families, return_index=True)
    return np.sort(first)[:POOL]


def _chosen(worth: np.ndarray, alike: np.ndarray, makers: np.ndarray, taste: Taste) -> list[np.ndarray]:
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
    return [shelf[shelf >= 0] for shelf in chosen]
