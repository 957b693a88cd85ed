"""Which reviews stand on pages: by a setting each waits for the merchant, and the merchant may hide any."""

from collections.abc import Collection

from django.conf import settings

from shop.inventory.locking import transactional
from shop.reviews.locking import lock_ratings
from shop.reviews.models import Report, Review
from shop.reviews.rating import settle_rating

State = Review.State


def state_when_new() -> str:
    """Return how a review begins."""
    return State.WAITING if settings.REVIEWS_BEFORE_PUBLICATION else State.PUBLISHED


def state_when_changed(review: Review) -> str:
    """Return what becomes of a review whose author changes it: nobody edits their way around the merchant."""
    return state_when_new() if review.state == State.PUBLISHED else State.WAITING


def publish(reviews: Collection[int]) -> int:
    """Let reviews stand on pages; return how many did not. Locks their products' ratings. Raises Busy."""
    return _decide(reviews, State.PUBLISHED)


def hide(reviews: Collection[int]) -> int:
    """Take reviews off the pages; return how many were there. Locks their products' ratings. Raises Busy."""
    return _decide(reviews, State.HIDDEN)


@transactional
def _decide(reviews: Collection[int], state: str) -> int:
    """Give reviews a state, which also answers whoever reported them."""
    chosen = Review.objects.filter(pk__in=reviews)
    products = lock_ratings(set(chosen.order_by().values_list("product", flat=True)))
    moved = chosen.exclude(state=state).update(state=state)
    Report.objects.filter(review__in=chosen, settled=False).update(settled=True)
    for product in products:
        settle_rating(product)
    return moved
