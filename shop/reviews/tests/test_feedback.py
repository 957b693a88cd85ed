"""Readers find reviews helpful, and report them; who is not signed in is asked to."""

import pytest
from django.test import Client
from django.urls import reverse

from shop.accounts.models import User
from shop.catalogue.tests.factories import make_product
from shop.reviews.models import Report, Review
from shop.reviews.tests.reviewing import received, reviewed, words
from shop.reviews.writing import write

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def review() -> Review:
    return reviewed(make_product("Cup", slug="cup"), email="ada@example.com")


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(User.objects.create_user("bob@example.com", "secret"))
    return client


def press(client: Client, **form: int | str) -> tuple[int, str]:
    """Press a button of the form, without HTMX; return the status, and where it leads or what it says."""
    answer = client.post(reverse("review_helpful"), {"next": "/products/cup/?sort=newest", **form})
    return answer.status_code, answer.headers.get("Location", answer.content.decode())


def test_a_reader_finds_a_review_helpful_once_and_takes_it_back(reader: Client, review: Review) -> None:
    for name, count in (("vote", 1), ("vote", 1), ("unvote", 0), ("unvote", 0)):
        back = f"/products/cup/?sort=newest#review-{review.pk}"
        assert press(reader, **{name: review.pk}) == (302, back)
        review.refresh_from_db()
        assert review.helpful == count


def test_htmx_gets_the_pressed_button_alone(reader: Client, review: Review) -> None:
    answer = reader.post(reverse("review_helpful"), {"vote": review.pk}, headers=HTMX).content.decode()
    assert answer.startswith(f'<hx-partial hx-target="#helpful-{review.pk}"')
    assert 'aria-pressed="true"' in answer
    assert 'aria-pressed="true"' in reader.get("/products/cup/").content.decode()


def test_a_visitor_is_asked_who_they_are(client: Client, review: Review) -> None:
    status, where = press(client, vote=review.pk)
    assert (status, where.startswith(reverse("account_login"))) == (302, True)
    by_htmx = client.post(reverse("review_helpful"), {"vote": review.pk}, headers=HTMX)
    assert by_htmx.headers["HX-Redirect"].startswith(reverse("account_login"))
    assert client.get(reverse("review_report", args=[review.pk])).status_code == 302


@pytest.mark.parametrize("form", [{}, {"vote": "x"}, {"vote": 999_999}, {"unvote": ""}])
def test_a_review_that_is_not_there_is_not_found(reader: Client, review: Review, form: dict) -> None:
    assert press(reader, **form)[0] == 404


def test_nobody_votes_for_their_own(client: Client) -> None:
    ada = User.objects.create_user("ada@example.com", "secret")
    own = write(received(make_product("Pot", slug="pot"), user=ada), ada, words())
    client.force_login(ada)
    answer = client.post(reverse("review_helpful"), {"vote": own.pk}, headers=HTMX)
    assert (answer.status_code, "This review is your own." in answer.content.decode()) == (409, True)


def test_a_report_says_why_and_reaches_the_merchant(reader: Client, review: Review) -> None:
    at = reverse("review_report", args=[review.pk])
    assert reader.post(at, {"reason": " "}).status_code == 422
    for reason in ("It is an advertisement.", "Again"):
        assert reader.post(at, {"reason": reason}).status_code == 302
    assert [(report.reason, report.review) for report in Report.objects.all()] == [
        ("It is an advertisement.", review)
    ]
