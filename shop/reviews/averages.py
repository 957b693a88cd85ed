"""How many stars reviews come to."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from components.rating import RatingSummary, Stars

# Those of a Rating, for one star, two, and so on.
COLUMNS = ("ones", "twos", "threes", "fours", "fives")

# As if every number of stars had been given once before anybody bought the product.
PRIOR_WEIGHT = 5
PRIOR_MEAN = 3


def average_of(total: int, count: int) -> Decimal | None:
    """Return the plain average of `count` reviews, rounded half up to two decimals; None of no reviews."""
    return (Decimal(total) / count).quantize(Decimal("0.01"), ROUND_HALF_UP) if count else None


def rank_of(total: int, count: int) -> float | None:
    """Return the Bayesian average of `count` reviews with `total` stars: what products are ranked by.

    (PRIOR_WEIGHT · PRIOR_MEAN + total) / (PRIOR_WEIGHT + count): https://en.wikipedia.org/wiki/Bayesian_average.
    With this prior it is the expected number of stars that
    https://www.evanmiller.org/ranking-items-with-star-ratings.html derives. One review of five stars is worth
    3.33, a hundred that average 4.5 are worth 4.43. None of no reviews.
    """
    return (PRIOR_WEIGHT * PRIOR_MEAN + total) / (PRIOR_WEIGHT + count) if count else None


def summary_of(product: int, version: int, counts: Sequence[int]) -> RatingSummary:
    """Return a rating, counted by stars, as components take it."""
    average = average_of(sum(stars * many for stars, many in enumerate(counts, 1)), sum(counts))
    return RatingSummary(product, version, average, tuple(counts))


def stars_of(summary: RatingSummary) -> Stars:
    """Return the line that stands for the whole where there is little room."""
    return Stars(summary.product, summary.version, summary.average, summary.count)
