"""What other shoppers, and the merchant, do with a review."""

import pytest
from django.core.exceptions import ValidationError

from shop.accounts.models import User
from shop.accounts.tests.people import make_user
from shop.catalogue.tests.factories import make_product
from shop.reviews.answering import answer
from shop.reviews.models import HelpfulVote, Report, Review
from shop.reviews.moderation import hide, publish
from shop.reviews.reporting import NoReport, report
from shop.reviews.tests.reviewing import reviewed
from shop.reviews.voting import NoVote, unvote, vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return make_user("ada@example.com")


@pytest.fixture
def review() -> Review:
    return reviewed(make_product("Cup"))


def helpful() -> int:
    assert Review.objects.get().helpful == HelpfulVote.objects.count()
    return HelpfulVote.objects.count()


def test_a_shopper_finds_it_helpful_once_and_may_change_their_mind(review: Review, ada: User) -> None:
    assert [vote(review, voter).helpful for voter in (ada, ada, make_user("eve@example.com"))] == [1, 1, 2]
    assert helpful() == 2
    assert [unvote(review, ada).helpful for _ in range(2)] == [1, 1]
    assert helpful() == 1


@pytest.mark.parametrize("own", ["author", "address"])
def test_nobody_votes_for_what_they_wrote(review: Review, ada: User, own: str) -> None:
    Review.objects.update(**({"author": ada} if own == "author" else {"email": ada.email}))
    with pytest.raises(NoVote):
        vote(review, ada)
    assert helpful() == 0


def test_nobody_votes_for_or_reports_what_does_not_stand_on_a_page(review: Review, ada: User) -> None:
    hide([review.pk])
    with pytest.raises(NoVote):
        vote(review, ada)
    with pytest.raises(NoReport):
        report(review, ada, "Spam")


def test_a_report_is_made_once_and_settled_by_looking_at_it(review: Review, ada: User) -> None:
    first = report(review, ada, " It is about another cup. ")
    assert report(review, ada, "And it is rude.") == first
    assert (first.reason, first.settled) == ("It is about another cup.", False)
    assert publish([review.pk]) == 0
    assert Report.objects.get().settled


@pytest.mark.parametrize("reason", ["", " ", "x" * 501, "\x00"])
def test_a_report_says_why(review: Review, ada: User, reason: str) -> None:
    with pytest.raises(ValidationError, match="reason"):
        report(review, ada, reason)
    assert not Report.objects.exists()


def test_the_merchant_answers_and_takes_the_answer_back(review: Review) -> None:
    answer(review, " Thank you! ")
    review.refresh_from_db()
    assert review.answer == "Thank you!"
    assert review.answered_at
    answer(review, "")
    review.refresh_from_db()
    assert (review.answer, review.answered_at) == ("", None)
