"""Whatever moves a rating tells the open pages of the product, once it is committed."""

from collections.abc import Callable

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from shop.catalogue.tests.factories import make_product
from shop.live import publishing
from shop.live.topics import Topic, kinds
from shop.reviews.models import Rating, Review
from shop.reviews.moderation import hide
from shop.reviews.tests.reviewing import reviewed, words
from shop.reviews.writing import delete, edit

pytestmark = pytest.mark.django_db

VERBS: dict[str, Callable[[Review], object]] = {
    "write": lambda review: reviewed(review.product, 5, email="eve@example.com"),
    "edit": lambda review: edit(review, words(1)),
    "delete": delete,
    "hide": lambda review: hide([review.pk]),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_a_verb_that_moves_the_rating_says_so_after_its_commit(
    verb: Callable[[Review], object],
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    review = reviewed(make_product("Cup"), 5)
    told: set[Topic] = set()
    monkeypatch.setattr(publishing, "publish", told.update)
    with django_capture_on_commit_callbacks(execute=True):
        verb(review)
        assert told == set()
    assert Topic("rating", review.product_id) in told
    assert Rating.objects.get().version == 2


def test_open_pages_are_shown_the_stars_and_the_summary() -> None:
    cup = make_product("Cup")
    reviewed(cup, 5)
    (snapshot,) = kinds["rating"].read([cup.pk, 10**9]).values()
    assert [props.dom_id for props in snapshot.props] == [f"stars-{cup.pk}", f"rating-{cup.pk}"]
    assert snapshot.version == Rating.objects.get().version == 1
