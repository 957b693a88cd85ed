"""Writing, editing and deleting a review, and what it makes of the product's rating."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from components.rating import RatingSummary
from shop.catalogue.models import Category, Product
from shop.catalogue.tests.factories import make_product
from shop.reviews.audit import misrated
from shop.reviews.averages import rank_of
from shop.reviews.models import Review
from shop.reviews.moderation import hide, publish
from shop.reviews.rating import rating_of
from shop.reviews.tests.reviewing import delivered, reviewed, words
from shop.reviews.writing import delete, edit, write

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.now() - timedelta(days=100)


@pytest.fixture
def cup() -> Product:
    return make_product("Cup", stock=100)


def shown(product: Product) -> tuple[Decimal | None, int, float | None]:
    product.refresh_from_db()
    return product.rating, product.rating_count, product.rating_rank


def test_a_review_moves_average_count_distribution_and_rank(cup: Product) -> None:
    for number, stars in enumerate((5, 5, 4)):
        reviewed(cup, stars, email=f"{number}@example.com")
    assert rating_of(cup.pk) == RatingSummary(cup.pk, 3, Decimal("4.67"), (0, 0, 0, 1, 2))
    assert shown(cup) == (Decimal("4.67"), 3, (15 + 14) / 8)
    assert misrated() == []


def test_a_product_without_reviews_has_no_average(cup: Product) -> None:
    assert rating_of(cup.pk) == RatingSummary(cup.pk, 0, None, (0, 0, 0, 0, 0))
    delete(reviewed(cup))
    assert rating_of(cup.pk) == RatingSummary(cup.pk, 2, None, (0, 0, 0, 0, 0))
    assert shown(cup) == (None, 0, None)


def test_few_reviews_count_for_less_than_many() -> None:
    assert rank_of(5, 1) < rank_of(450, 100) < 4.5 < rank_of(480, 100)


def test_what_an_edit_says_is_what_counts(cup: Product) -> None:
    review = edit(reviewed(cup, 5), words(2, text="It broke."))
    assert (review.stars, review.text) == (2, "It broke.")
    assert review.edited_at
    assert rating_of(cup.pk).counts == (0, 1, 0, 0, 0)


def test_an_edit_that_changes_nothing_is_none(cup: Product) -> None:
    review = edit(reviewed(cup, 5), words(5))
    assert review.edited_at is None
    assert rating_of(cup.pk).version == 1


def test_who_took_their_review_back_may_write_another(cup: Product) -> None:
    review = reviewed(cup, 1)
    delete(review)
    delete(review)
    write(review.line, None, words(4))
    assert rating_of(cup.pk).counts == (0, 0, 0, 1, 0)


def test_a_review_that_is_gone_cannot_be_edited(cup: Product) -> None:
    review = reviewed(cup)
    delete(Review.objects.get())
    with pytest.raises(Review.DoesNotExist):
        edit(review, words(1))


def test_what_cannot_be_kept_is_refused_and_changes_nothing(cup: Product) -> None:
    review = reviewed(cup, 5)
    with pytest.raises(ValidationError):
        edit(review, words(6))
    delete(review)
    with pytest.raises(ValidationError):
        write(review.line, None, words(6))
    assert not Review.objects.exists()


def test_the_database_itself_refuses_six_stars(cup: Product) -> None:
    review = reviewed(cup)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(stars=6)


def test_a_program_in_a_review_is_kept_as_the_text_that_it_is(cup: Product) -> None:
    review = write(*delivered(cup), None, words(text="<script>alert(1)</script>"))
    review.refresh_from_db()
    assert review.text == "<script>alert(1)</script>"


def test_whoever_keeps_a_copy_of_the_page_learns_that_it_changed(cup: Product) -> None:
    review = reviewed(cup)
    for change in (lambda: edit(review, words(5, text="On second thoughts.")), lambda: delete(review)):
        Product.objects.update(changed_at=LONG_AGO)
        change()
        cup.refresh_from_db()
        assert cup.changed_at > LONG_AGO


def test_a_product_keeps_its_rating_through_changes_of_the_catalogue(cup: Product) -> None:
    reviewed(cup, 4)  # while somebody has the product's form open
    cup.category, cup.slug = Category.objects.create(name="Else", slug="else"), "renamed"
    cup.state = Product.State.ARCHIVED
    cup.save()
    assert rating_of(cup.pk).average == 4
    assert misrated() == []


def test_a_shop_may_look_before_a_review_stands(cup: Product, settings: Settings) -> None:
    settings.REVIEWS_BEFORE_PUBLICATION = True
    review = reviewed(cup, 5)
    assert (review.state, rating_of(cup.pk).count) == ("waiting", 0)
    assert publish([review.pk]) == 1
    assert rating_of(cup.pk).count == 1
    assert edit(Review.objects.get(), words(1)).state == "waiting"
    assert rating_of(cup.pk).count == 0
    assert misrated() == []


def test_what_the_merchant_hid_does_not_come_back_by_an_edit(cup: Product) -> None:
    review = reviewed(cup, 5)
    assert hide([review.pk]) == 1
    assert hide([review.pk]) == 0
    assert rating_of(cup.pk).count == 0
    assert edit(review, words(4)).state == "waiting"
    assert rating_of(cup.pk).count == 0
