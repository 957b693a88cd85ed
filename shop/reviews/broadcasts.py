"""What open pages learn when a product's rating moves."""

from collections.abc import Collection

from components.rating import RatingSummary
from shop.live.topics import Kind, Snapshot, announce, register
from shop.reviews.averages import COLUMNS, stars_of, summary_of
from shop.reviews.models import Rating


def rating_changed(product: int) -> None:
    """Tell every open page of the product, after commit. Whoever calls this has raised the version."""
    announce("rating", product)


def _read(products: Collection[int]) -> dict[int, Snapshot]:
    rows = Rating.objects.filter(pk__in=products).values_list("pk", "version", *COLUMNS)
    return {pk: _snapshot(summary_of(pk, version, counts)) for pk, version, *counts in rows}


def _snapshot(summary: RatingSummary) -> Snapshot:
    return Snapshot(summary.version, (stars_of(summary), summary))


register(Kind("rating", read=_read))
