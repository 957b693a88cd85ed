"""Who found a review helpful."""

from django.db.models import F

from shop.accounts.models import User
from shop.accounts.privacy import addresses_of
from shop.inventory.locking import transactional
from shop.reviews.locking import lock_review
from shop.reviews.models import HelpfulVote, Review


class NoVote(Exception):
    """A review of one's own, or one that does not stand on a page."""


@transactional
def vote(review: Review, voter: User) -> Review:
    """Count the shopper, once, among those who found the review helpful; return it as it is then.

    Locks the review. Raises NoVote, Review.DoesNotExist, or Busy.
    """
    review = lock_review(review)
    if review.state != Review.State.PUBLISHED or written_by(review, voter):
        raise NoVote
    _vote, new = HelpfulVote.objects.get_or_create(review=review, voter=voter)
    return _counted(review, int(new))


@transactional
def unvote(review: Review, voter: User) -> Review:
    """Take the vote back, if there is one. Locks the review. Raises Review.DoesNotExist, or Busy."""
    review = lock_review(review)
    gone, _by_model = HelpfulVote.objects.filter(review=review, voter=voter).delete()
    return _counted(review, -gone)


def written_by(review: Review, user: User) -> bool:
    """Whether the review is the shopper's own, also where they wrote it as a guest."""
    return review.author_id == user.pk or review.email in addresses_of(user)


def _counted(review: Review, more: int) -> Review:
    Review.objects.filter(pk=review.pk).update(helpful=F("helpful") + more)
    review.helpful += more
    return review
