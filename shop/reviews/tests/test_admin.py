"""The merchant decides which reviews stand, and answers; stars and words stay the shopper's."""

import pytest
from django.test import Client
from django.urls import reverse

from shop.accounts.tests.people import make_user
from shop.catalogue.tests.factories import make_product
from shop.orders.tests.fulfilling import clerk
from shop.reviews.models import Report, Review
from shop.reviews.moderation import hide
from shop.reviews.rating import rating_of
from shop.reviews.reporting import report
from shop.reviews.tests.reviewing import delivered, words
from shop.reviews.writing import edit, write

pytestmark = pytest.mark.django_db

LIST = "admin:reviews_review_changelist"


@pytest.fixture
def review() -> Review:
    review = write(*delivered(make_product("Cup"), 1), None, words())
    report(review, make_user("eve@example.com"), "It is about another cup.")
    return review


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(clerk("Catalogue"))
    return client


def page_of(review: Review) -> str:
    return reverse("admin:reviews_review_change", args=[review.pk])


def inlines() -> dict[str, int]:
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}
    return {f"{name}-{key}": value for name in ("photos", "reports") for key, value in empty.items()}


@pytest.mark.parametrize(
    "action, state, count", [("hide_chosen", "hidden", 0), ("publish_chosen", "published", 1)]
)
def test_many_are_published_or_hidden_at_once(
    desk: Client, review: Review, action: str, state: str, count: int
) -> None:
    said = desk.post(reverse(LIST), {"action": action, "_selected_action": [review.pk]}, follow=True).text
    assert Review.objects.get().state == state
    assert rating_of(review.product_id).count == count
    assert f"{1 - count} review" in said
    assert Report.objects.get().settled


def test_a_review_shows_who_reported_it_and_why(desk: Client, review: Review) -> None:
    page = desk.get(page_of(review)).text
    assert "It is about another cup." in page
    assert review.line.order.number in page


def test_the_merchant_answers_and_hides_and_changes_no_word_of_the_shopper(
    desk: Client, review: Review
) -> None:
    said = {"answer": "Thank you!", "state": "hidden", "stars": 1, "text": "Bad", "title": "Bad"}
    assert desk.post(page_of(review), {**said, **inlines()}).status_code == 302
    kept = Review.objects.get()
    assert (kept.answer, kept.state, kept.stars, kept.text) == ("Thank you!", "hidden", 5, review.text)
    assert kept.answered_at
    assert rating_of(review.product_id).count == 0


def test_a_merchant_who_keeps_a_review_has_settled_its_reports(desk: Client, review: Review) -> None:
    desk.post(page_of(review), {"answer": "", "state": "published", **inlines()})
    assert Report.objects.get().settled


def test_words_that_changed_since_they_were_looked_at_are_not_published(desk: Client, review: Review) -> None:
    hide([review.pk])
    edit(review, words(text="Buy pills"))
    page = desk.post(page_of(review), {"answer": "", "state": "published", **inlines()}).text
    assert "It was edited meanwhile" in page
    assert Review.objects.get().state == "waiting"


def test_nothing_that_was_looked_at_waits_again(desk: Client, review: Review) -> None:
    assert desk.post(page_of(review), {"answer": "", "state": "waiting", **inlines()}).status_code == 200
    assert Review.objects.get().state == "published"


def test_the_list_is_narrowed_by_what_waits(desk: Client, review: Review) -> None:
    asked = {"": 1, "state__exact=waiting": 0, "reported=open": 1, "stars=5": 1, "stars=4": 0, "q=cup": 1}
    found = {query: desk.get(f"{reverse(LIST)}?{query}").context["cl"].result_count for query in asked}
    assert found == asked


def test_reviews_are_neither_added_nor_deleted_here_and_not_by_every_clerk(
    desk: Client, review: Review
) -> None:
    assert desk.get(reverse("admin:reviews_review_add")).status_code == 403
    assert desk.get(reverse("admin:reviews_review_delete", args=[review.pk])).status_code == 403
    desk.force_login(clerk("Fulfilment", email="other@example.com"))
    assert desk.get(reverse(LIST)).status_code == 403
