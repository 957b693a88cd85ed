"""Many write, edit and delete at the same moment, and the rating is exactly what is left."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from io import BytesIO

import pytest

from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_product
from shop.catalogue.tests.photographs import photograph
from shop.inventory.tests.races import outcomes, race
from shop.reviews.audit import misrated
from shop.reviews.entitlement import MayNot
from shop.reviews.models import HelpfulVote, Rating, Review, ReviewPhoto
from shop.reviews.moderation import hide
from shop.reviews.photos import Refused, add_photos
from shop.reviews.rating import rating_of
from shop.reviews.tests.reviewing import delivered, words
from shop.reviews.voting import unvote, vote
from shop.reviews.writing import delete, edit, write

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def stars(number: int) -> int:
    return number % 5 + 1


def counted(product: Product) -> tuple[int, ...]:
    """Count what is published, by the rows and not as the verbs do."""
    found = Counter(Review.objects.filter(product=product, state="published").values_list("stars", flat=True))
    return tuple(found[number] for number in range(1, 6))


def test_fifty_write_then_fifty_write_edit_delete_and_hide_at_once_and_it_is_exact() -> None:
    cup = make_product("Cup")
    lines = delivered(cup, 65)
    writers = [partial(write, line, None, words(stars(n))) for n, line in enumerate(lines)]
    reviews = outcomes(race(writers[:50]), Review)
    assert counted(cup) == rating_of(cup.pk).counts == (10, 10, 10, 10, 10)
    editors = [partial(edit, review, words(stars(n * 3))) for n, review in enumerate(reviews[:20])]
    others: list[Callable[[], object]] = [partial(delete, review) for review in reviews[20:30]]
    others += [partial(hide, [review.pk]) for review in reviews[30:35]]
    results = race([*writers[50:], *editors, *others])
    assert outcomes(results, Exception) == []
    assert counted(cup) == rating_of(cup.pk).counts
    assert rating_of(cup.pk).count == 50 + 15 - 10 - 5
    assert misrated() == []


def test_a_post_replayed_ten_times_at_once_makes_one_review() -> None:
    (line,) = delivered(make_product("Cup"), 1)
    results = race([partial(write, line, None, words()) for _ in range(10)])
    assert len(outcomes(results, Review)) == Review.objects.count() == 1
    assert len(outcomes(results, MayNot)) == 9
    assert Rating.objects.get().fives == 1


def test_many_who_vote_at_once_are_counted_once_each() -> None:
    review = write(*delivered(make_product("Cup")), None, words())
    voters = User.objects.bulk_create(User(email=f"{n}@vote.example") for n in range(10))
    race([partial(vote, review, voter) for voter in voters * 3])
    assert Review.objects.get().helpful == HelpfulVote.objects.count() == 10
    race([partial(unvote, review, voter) for voter in voters[:4] * 3])
    assert Review.objects.get().helpful == HelpfulVote.objects.count() == 6


def test_photos_sent_twice_at_once_are_no_more_than_four() -> None:
    review = write(*delivered(make_product("Cup")), None, words())
    sent = [[BytesIO(photograph()) for _ in range(3)] for _ in range(2)]
    results = race([partial(add_photos, review, photos) for photos in sent])
    assert len(outcomes(results, Refused)) == 1
    assert ReviewPhoto.objects.count() == 3
