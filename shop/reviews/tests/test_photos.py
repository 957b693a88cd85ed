"""Photos of a review: a few, real pictures, written anew, and gone with it."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from shop.catalogue.tests.factories import make_product
from shop.catalogue.tests.photographs import moving, opened, photograph
from shop.reviews.models import Review, ReviewPhoto
from shop.reviews.moderation import hide
from shop.reviews.photos import Refused, add_photos, image_of, remove_photo
from shop.reviews.rating import rating_of
from shop.reviews.tests.reviewing import reviewed
from shop.reviews.writing import delete

pytestmark = pytest.mark.django_db


@pytest.fixture
def review() -> Review:
    return reviewed(make_product("Cup"))


def pictures(count: int) -> list[BytesIO]:
    return [BytesIO(photograph()) for _ in range(count)]


def kept() -> list[str]:
    return default_storage.listdir("reviews")[1] if default_storage.exists("reviews") else []


def test_a_photo_is_written_anew_without_what_the_camera_noted(review: Review) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ada"
    polyglot = photograph(size=(60, 40), exif=exif) + b"<script>alert(1)</script>"
    (photo,) = add_photos(review, [BytesIO(polyglot)])
    content = default_storage.open(photo.file.name).read()
    assert (photo.width, photo.height) == (60, 40) == opened(content).size
    assert b"script" not in content
    assert b"Ada" not in content


def test_a_page_gets_it_small(review: Review) -> None:
    (photo,) = add_photos(review, [BytesIO(photograph(size=(1000, 500)))])
    image = image_of(photo, "A cup")
    assert image.src == photo.file.url
    for small in (image.avif, image.webp):
        address, _space, width = small.partition(" ")
        name = address.removeprefix(default_storage.base_url)
        assert opened(default_storage.open(name).read()).size == (320, 160)
        assert width == "320w"


@pytest.mark.parametrize(
    "file", [b"<?php evil ?>", b"<svg onload='x()'/>", photograph()[:300], moving("GIF")], ids=range(4)
)
def test_what_is_no_still_picture_is_refused_with_all_that_came_with_it(review: Review, file: bytes) -> None:
    before = kept()
    with pytest.raises(Refused, match="Photo 2: "):
        add_photos(review, [*pictures(1), BytesIO(file)])
    assert not ReviewPhoto.objects.exists()
    assert kept() == before


def test_a_picture_too_large_to_decode_is_refused(review: Review, settings: Settings) -> None:
    settings.PICTURE_PIXELS = 100
    with pytest.raises(Refused, match="Photo 1: "):
        add_photos(review, pictures(1))


def test_four_are_enough(review: Review) -> None:
    add_photos(review, pictures(3))
    before = kept()
    for many in (2, 5):
        with pytest.raises(Refused, match="No more than 4 photos"):
            add_photos(review, pictures(many))
    assert kept() == before, "refused photos leave no file"
    add_photos(review, pictures(1))
    assert review.photos.count() == 4


@pytest.mark.parametrize(
    "gone", [lambda review: remove_photo(review.photos.get()), delete], ids=["photo", "review"]
)
def test_a_file_goes_with_its_photo_and_its_review_once_that_is_certain(
    review: Review,
    gone: Callable[[Review], None],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    before = kept()
    (photo,) = add_photos(review, pictures(1))
    with django_capture_on_commit_callbacks(execute=True):
        gone(review)
        assert default_storage.exists(photo.file.name), "the transaction may still be taken back"
    assert kept() == before
    assert not ReviewPhoto.objects.exists()


def test_photos_that_come_later_are_looked_at_where_reviews_are(review: Review, settings: Settings) -> None:
    settings.REVIEWS_BEFORE_PUBLICATION = True
    add_photos(review, pictures(1))
    assert Review.objects.get().state == "waiting"
    assert rating_of(review.product_id).count == 0
    settings.REVIEWS_BEFORE_PUBLICATION = False
    hide([review.pk])
    add_photos(review, pictures(1))
    assert Review.objects.get().state == "waiting"
