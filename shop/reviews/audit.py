"""Proof that ratings are what reviews say."""

from dataclasses import dataclass

from django.db import connection

from shop.reviews.averages import PRIOR_MEAN, PRIOR_WEIGHT


@dataclass(frozen=True, slots=True)
class Misrated:
    """A product whose rating, or what lists show of it, does not equal its published reviews."""

    slug: str
    reviews: int
    counted: int
    shown: int

    def __str__(self) -> str:
        return (
            f"{self.slug}: its {self.reviews} published reviews do not come to what its rating counts "
            f"({self.counted}) or what it is listed with ({self.shown})"
        )


# The average is rounded, and floats are compared as such: each may differ by as much as that makes, no more.
COMPARISON = """
    SELECT p.slug, COALESCE(s.count, 0),
        COALESCE(r.ones + r.twos + r.threes + r.fours + r.fives, 0), p.rating_count
    FROM catalogue_product p
    LEFT JOIN reviews_rating r ON r.product_id = p.id
    LEFT JOIN (
        SELECT product_id, COUNT(*) AS count, SUM(stars) AS total,
            COUNT(*) FILTER (WHERE stars = 1) AS ones, COUNT(*) FILTER (WHERE stars = 2) AS twos,
            COUNT(*) FILTER (WHERE stars = 3) AS threes, COUNT(*) FILTER (WHERE stars = 4) AS fours,
            COUNT(*) FILTER (WHERE stars = 5) AS fives
        FROM reviews_review WHERE state = 'published' GROUP BY product_id
    ) s ON s.product_id = p.id
    WHERE COALESCE(r.ones, 0) <> COALESCE(s.ones, 0) OR COALESCE(r.twos, 0) <> COALESCE(s.twos, 0)
        OR COALESCE(r.threes, 0) <> COALESCE(s.threes, 0) OR COALESCE(r.fours, 0) <> COALESCE(s.fours, 0)
        OR COALESCE(r.fives, 0) <> COALESCE(s.fives, 0) OR p.rating_count <> COALESCE(s.count, 0)
        OR (p.rating IS NULL) <> (s.count IS NULL) OR (p.rating_rank IS NULL) <> (s.count IS NULL)
        OR ABS(p.rating - s.total * 1.0 / s.count) > 0.005 + 1e-9
        OR ABS(p.rating_rank - (%(mean)s * %(weight)s + s.total) * 1.0 / (%(weight)s + s.count)) > 1e-9
    ORDER BY p.slug
"""


def misrated() -> list[Misrated]:
    """Return every product that is rated by other than its published reviews, read in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(COMPARISON, {"mean": PRIOR_MEAN, "weight": PRIOR_WEIGHT})
        return [Misrated(*row) for row in cursor]
