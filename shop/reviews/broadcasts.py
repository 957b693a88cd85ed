"""What open pages learn when a product's rating moves."""

from collections.abc import Collection

from shop.live.topics import Kind, Snapshot, announce, register
from shop.reviews.averages import stars_of, summary_of
from shop.reviews.models import Rating


def rating_changed(product: int) -> None:
    """Tell every open page of the product, after commit. Whoever calls this has raised the version."""
    announce("rating", product)


def _read(products: Collection[int]) -> dict[int, Snapshot]:
    return {rating.pk: _snapshot(rating) for rating in Rating.objects.filter(pk__in=products)}


def _snapshot(rating: Rating) -> Snapshot:
    summary = summary_of(rating)
    return Snapshot(rating.version, (stars_of(summary), summary))


register(Kind("rating", read=_read))
