"""The row locks of reviews: a product's rating, then the review, after every other lock of the shop.

Whoever changes what is published of a product holds its rating, and so counts what all before committed.
"""

from collections.abc import Collection

from shop.inventory.locking import locked, require_transaction
from shop.reviews.models import Rating, Review


def lock_ratings(products: Collection[int]) -> list[int]:
    """Lock products' ratings, made where there is none, until the transaction ends; return the products."""
    require_transaction()
    known = set(Rating.objects.filter(pk__in=products).values_list("pk", flat=True))
    missing = sorted(set(products) - known)
    Rating.objects.bulk_create([Rating(product_id=pk) for pk in missing], ignore_conflicts=True)
    return [rating.pk for rating in locked(Rating.objects.filter(pk__in=products))]


def lock_review(review: Review) -> Review:
    """Lock the review and return it as it is now; its product's rating, where it is needed, is locked before.

    Raises Review.DoesNotExist when it is gone.
    """
    return locked(Review.objects.filter(pk=review.pk)).get()
