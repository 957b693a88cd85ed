"""What a shopper said of products, to take along and to forget.

Their reviews go, with the photos: words and pictures are the writer's own, may name anybody, and nobody could
take them back once the account is gone. Ratings count what is left.
"""

from typing import Any

from django.db.models import Q, QuerySet

from shop.accounts.models import User
from shop.accounts.privacy import Holding, addresses_of, register
from shop.reviews.models import HelpfulVote, NoInvitation, Report, Review
from shop.reviews.voting import unvote
from shop.reviews.writing import delete


def reviews_of(user: User) -> QuerySet[Review]:
    """Return the reviews that the shopper wrote, also as a guest with a confirmed address of theirs."""
    by_order = Q(line__order__user=user) | Q(email__in=addresses_of(user))
    return Review.objects.filter(Q(author=user) | by_order)


def forget(user: User) -> None:
    """Take back the shopper's reviews, votes and reports, each under its own locks."""
    for review in reviews_of(user):
        delete(review)
    for vote in HelpfulVote.objects.filter(voter=user).select_related("review"):
        unvote(vote.review, user)
    Report.objects.filter(reporter=user).delete()
    NoInvitation.objects.filter(email__in=addresses_of(user)).delete()


def _export(user: User) -> dict[str, Any]:
    said = ("product__title", "name", "stars", "title", "text", "state", "helpful", "answer", "written_at")
    reviews = reviews_of(user).prefetch_related("photos").values(*said)
    return {
        "reviews": list(reviews),
        "found helpful": list(HelpfulVote.objects.filter(voter=user).values("review", "review__title")),
        "reported": list(Report.objects.filter(reporter=user).values("review", "reason", "reported_at")),
    }


register(Holding("reviews", _export, forget))
