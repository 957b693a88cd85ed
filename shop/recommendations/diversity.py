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
SHELF = 24  # more than any page shows, since what is sold out is left out when it is read
FLOOR = 0.15  # cosine; what is less like it is shown nowhere


@dataclass(frozen=True, slots=True)
class Taste:
    """How much a shelf varies. A likeness of 1 and a brand of 0 leave the nearest as they are."""

    likeness: float = 0.7
    brand: float = 0.03
    twin: float = 0.95  # cosine from which two are the same thing in another colour or size


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of each row of the matrix besides its vector: see `Text.maker` and `Text.family`."""

    makers: np.ndarray
    families: np.ndarray


def varied(row: int, near: Nearest, every: sparse.csr_matrix, traits: Traits, taste: Taste) -> np.ndarray:
    """Return up to SHELF positions in `near`, in the order of the shelf."""
    if not len(near.others):
        return near.others
    vectors = every[near.others]
    alike = (vectors @ vectors.T).toarray()
    families, makers = traits.families[near.others], traits.makers[near.others]
    twins = (alike >= taste.twin) | (families[:, None] == families)
    of_itself = (near.scores >= taste.twin) | (families == traits.families[row])
    twins |= of_itself[:, None] & of_itself
    same_brand = (makers[:, None] == makers) & (makers != 0)
    return _chosen(
        near.scores * taste.likeness, alike * (1 - taste.likeness), twins, same_brand * taste.brand
    )


def _chosen(worth: np.ndarray, alike: np.ndarray, twins: np.ndarray, brand: np.ndarray) -> np.ndarray:
    worth, nearest, chosen = worth.copy(), np.zeros(len(worth), alike.dtype), []
    while len(chosen) < SHELF:
        best = int(np.argmax(worth - nearest))
        if worth[best] == -np.inf:
            break
        chosen.append(best)
        np.maximum(nearest, alike[best], out=nearest)
        worth -= brand[best]
        worth[twins[best]] = -np.inf
        worth[best] = -np.inf
    return np.array(chosen, dtype=np.intp)
