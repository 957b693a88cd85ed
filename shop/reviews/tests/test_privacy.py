"""What a shopper said goes with them, and ratings count what is left."""

import pytest

from shop.accounts.privacy import delete_account, export
from shop.accounts.tests.people import make_user
from shop.catalogue.tests.factories import make_product
from shop.orders.joining import join
from shop.reviews.audit import misrated
from shop.reviews.entitlement import MayNot, own_reviews, reviewable_line
from shop.reviews.models import HelpfulVote, Report, Review
from shop.reviews.rating import rating_of
from shop.reviews.reporting import report
from shop.reviews.tests.reviewing import asking, received, reviewed, words
from shop.reviews.voting import vote
from shop.reviews.writing import write

pytestmark = pytest.mark.django_db


def test_the_file_has_what_they_said() -> None:
    ada = make_user("ada@example.com")
    cup = make_product("Cup")
    other = reviewed(cup)
    vote(other, ada)
    report(other, ada, "Spam")
    reviewed(cup, 2, user=ada, email=ada.email)
    told = export(ada)["reviews"]
    assert [(said["product__title"], said["stars"]) for said in told["reviews"]] == [("Cup", 2)]
    assert len(told["found helpful"]) == 1
    assert [said["reason"] for said in told["reported"]] == ["Spam"]


def test_a_deleted_account_takes_its_reviews_votes_and_reports_along() -> None:
    ada = make_user("ada@example.com")
    cup = make_product("Cup")
    other = reviewed(cup, 5)
    vote(other, ada)
    report(other, ada, "Spam")
    reviewed(cup, 1, user=ada, email=ada.email)
    reviewed(make_product("Mug"), 1, email="ADA@example.com")
    delete_account(ada)
    assert Review.objects.get() == other
    assert Review.objects.get().helpful == HelpfulVote.objects.count() == Report.objects.count() == 0
    assert rating_of(cup.pk).counts == (0, 0, 0, 0, 1)
    assert misrated() == []


def test_what_was_reviewed_as_a_guest_is_theirs_once_the_order_joins_their_account() -> None:
    cup = make_product("Cup")
    review = write(received(cup, email="ada@example.com"), None, words())
    ada = make_user("ada@example.com")
    assert not own_reviews(asking(ada)).exists()
    join(ada)
    assert list(own_reviews(asking(ada))) == [review]
    with pytest.raises(MayNot) as refused:
        reviewable_line(cup.pk, asking(ada))
    assert refused.value.review == review
