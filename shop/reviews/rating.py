"""What a product's published reviews come to, kept beside them."""

from django.db.models import Count, F
from django.db.models.functions import Now

from components.rating import RatingSummary
from shop.catalogue.models import Product
from shop.reviews.averages import COLUMNS, average_of, rank_of, summary_of
from shop.reviews.broadcasts import rating_changed, ratings_of
from shop.reviews.models import STARS, Rating, Review


def rating_of(product: int) -> RatingSummary:
    """Return what a product's reviews come to, in one query; version 0 of one that never had any."""
    return ratings_of([product]).get(product) or summary_of(product, 0, (0,) * len(COLUMNS))


def settle_rating(product: int) -> None:
    """Count a product's published reviews anew, and tell its open pages where that changed something.

    The caller holds the lock of its rating and has made the change. The product counts as changed in any
    case: its page shows what reviews say, too.
    """
    published = Review.objects.filter(product=product, state=Review.State.PUBLISHED).order_by()
    counts = dict(published.values_list("stars").annotate(Count("pk")))
    columns = {column: counts.get(stars, 0) for column, stars in zip(COLUMNS, STARS, strict=True)}
    if Rating.objects.filter(pk=product).exclude(**columns).update(**columns, version=F("version") + 1):
        rating_changed(product)
    _write_to_product(product, sum(stars * many for stars, many in counts.items()), sum(counts.values()))


def _write_to_product(product: int, total: int, count: int) -> None:
    shown = {"rating": average_of(total, count), "rating_rank": rank_of(total, count), "rating_count": count}
    Product.objects.filter(pk=product).update(**shown, changed_at=Now())
