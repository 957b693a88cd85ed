"""Telling the merchant that a review should not stand."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from shop.accounts.models import User
from shop.inventory.locking import transactional
from shop.reviews.locking import lock_review
from shop.reviews.models import Report, Review
from shop.reviews.words import fits


class NoReport(Exception):
    """A review that does not stand on a page."""


@transactional
def report(review: Review, reporter: User, reason: str) -> Report:
    """Ask the merchant to look at a review, and say why. Who reports it again says no more than before.

    Locks the review. Raises ValidationError (of `reason`), NoReport, Review.DoesNotExist, or Busy.
    """
    reason = fits(Report, "reason", reason)
    if not reason:
        raise ValidationError({"reason": _("Say what is wrong with it.")})
    review = lock_review(review)
    if review.state != Review.State.PUBLISHED:
        raise NoReport
    return Report.objects.get_or_create(review=review, reporter=reporter, defaults={"reason": reason})[0]
