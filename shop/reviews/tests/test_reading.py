"""Reviews on a product's page: in which order, which of them, and at what cost."""

import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_product
from shop.reviews.locking import lock_ratings
from shop.reviews.models import Review, ReviewPhoto
from shop.reviews.rating import settle_rating
from shop.reviews.tests.reviewing import delivered

pytestmark = pytest.mark.django_db

SHOWN = re.compile(r'<article id="review-(\d+)"')
GIVEN = (5, 4, 4, 1, 3, 5, 2, 5, 4)  # by one buyer after the other
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def cup() -> Product:
    """A cup with a review more than a page of them shows; the fourth has a photo, the fifth is helpful."""
    cup = make_product("Cup", slug="cup", stock=50)
    review(cup, *GIVEN)
    fourth, fifth = Review.objects.order_by("pk")[3:5]
    ReviewPhoto.objects.create(review=fourth, file="reviews/cup.jpg", width=40, height=30)
    Review.objects.filter(pk=fifth.pk).update(helpful=3)
    return cup


def review(cup: Product, *given: int) -> None:
    """Have so many more buyers review, by rows alone."""
    lines = delivered(cup, len(given))
    rows = {"product": cup, "name": "Bob", "language": "en", "state": Review.State.PUBLISHED}
    Review.objects.bulk_create(
        Review(line=line, stars=stars, **rows) for line, stars in zip(lines, given, strict=True)
    )
    with transaction.atomic():
        lock_ratings([cup.pk])
        settle_rating(cup.pk)


def stars(client: Client, address: str, target: str = "") -> list[int]:
    """Return the stars of the reviews that are shown there, in their order."""
    headers = HTMX | {"HX-Target": f"div#{target}"} if target else {}
    pks = map(int, SHOWN.findall(client.get(f"/products/cup/{address}", headers=headers).content.decode()))
    given = dict(Review.objects.values_list("pk", "stars"))
    return [given[pk] for pk in pks]


@pytest.mark.parametrize(
    "address, expected",
    [
        ("", [3, 4, 5, 2, 5, 1, 4, 4]),
        ("?sort=newest", [4, 5, 2, 5, 3, 1, 4, 4]),
        ("?sort=highest", [5, 5, 5, 4, 4, 4, 3, 2]),
        ("?sort=lowest", [1, 2, 3, 4, 4, 4, 5, 5]),
        ("?sort=lowest&page=2", [5]),
        ("?stars=4", [4, 4, 4]),
        ("?photos=1", [1]),
        ("?photos=1&stars=5", []),
        ("?stars=6&sort=best&page=-1", [3, 4, 5, 2, 5, 1, 4, 4]),
        ("?stars=x&page=99999999999999999999", [3, 4, 5, 2, 5, 1, 4, 4]),
        ("?page=500", []),
    ],
)
def test_reviews_come_as_they_are_asked_for(
    client: Client, cup: Product, address: str, expected: list[int]
) -> None:
    assert stars(client, address) == expected


def test_more_reviews_are_behind_a_link_that_htmx_may_follow_too(client: Client, cup: Product) -> None:
    address = f"?variant={cup.default_variant_id}&sort=lowest"
    page = client.get(f"/products/cup/{address}")
    link = f"{address}&page=2".replace("&", "&amp;")
    assert f'href="{link}#review-list"' in page.content.decode()
    assert stars(client, "?sort=lowest&page=2", target="more-reviews") == [5]
    assert stars(client, "?stars=4", target="review-list") == [4, 4, 4]
    part = client.get("/products/cup/?stars=4", headers=HTMX | {"HX-Target": "div#review-list"})
    assert part.content.decode().lstrip().startswith('<div id="review-list"')
    assert "HX-Target" in part.headers["Vary"]


def test_a_page_of_reviews_costs_the_same_however_many_there_are(client: Client) -> None:
    cup = make_product("Cup", slug="cup", stock=50)
    costs = {}
    for given in ((), (5,), (4,) * 30):
        review(cup, *given)
        with CaptureQueriesContext(connection) as captured:
            client.get("/products/cup/")
        costs[cup.reviews.count()] = len(captured)
    assert costs[1] == costs[0] + 2
    assert costs[31] == costs[1]


def test_hidden_and_waiting_reviews_are_not_shown(client: Client, cup: Product) -> None:
    Review.objects.filter(stars=5).update(state=Review.State.HIDDEN)
    Review.objects.filter(stars=4).update(state=Review.State.WAITING)
    assert sorted(stars(client, "?sort=newest")) == [1, 2, 3]


def test_an_answer_of_the_merchant_stands_below_the_review(client: Client, cup: Product) -> None:
    Review.objects.filter(stars=1).update(answer="We are <b>sorry</b>.")
    assert "We are &lt;b&gt;sorry&lt;/b&gt;." in client.get("/products/cup/").content.decode()
