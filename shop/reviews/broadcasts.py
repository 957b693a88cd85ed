"""What open pages learn when a product's rating moves."""

from collections.abc import Collection

from django.db import connection

from components.rating import RatingSummary
from shop.live.topics import Kind, Snapshot, announce, register
from shop.reviews.averages import COLUMNS, stars_of, summary_of
from shop.reviews.models import Rating

# Every product page asks it; the ORM would take several times as long to ask as the database to answer.
_COUNTS = f"""
    SELECT product_id, version, {", ".join(COLUMNS)} FROM {Rating._meta.db_table} WHERE product_id IN ({{}})
"""  # noqa: S608


def rating_changed(product: int) -> None:
    """Tell every open page of the product, after commit. Whoever calls this has raised the version."""
    announce("rating", product)


def ratings_of(products: Collection[int]) -> dict[int, RatingSummary]:
    """Return what reviews come to, of each product that ever had any, in one query."""
    wanted = ", ".join(["%s"] * len(products))
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS.format(wanted), list(products))
        return {pk: summary_of(pk, version, counts) for pk, version, *counts in cursor.fetchall()}


def _read(products: Collection[int]) -> dict[int, Snapshot]:
    return {pk: _snapshot(summary) for pk, summary in ratings_of(products).items()}


def _snapshot(summary: RatingSummary) -> Snapshot:
    return Snapshot(summary.version, (stars_of(summary), summary))


register(Kind("rating", read=_read))
