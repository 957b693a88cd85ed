"""Pictures that come with a review: written anew by the shop, and gone with their rows."""

import secrets
from collections.abc import Collection, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from components.catalogue import Image
from shop.catalogue.imaging import files
from shop.catalogue.imaging.accepting import Master, Readable, Unacceptable, accept
from shop.catalogue.imaging.renditions import render, widths_for
from shop.catalogue.models import Product
from shop.catalogue.pictures import srcset
from shop.inventory.locking import transactional
from shop.reviews.locking import lock_ratings, lock_review
from shop.reviews.models import Review, ReviewPhoto
from shop.reviews.moderation import state_when_changed
from shop.reviews.rating import settle_rating

MOST = 4  # of one review
FOLDER = "reviews"
SMALL = 320  # pixels wide, as a photo stands on a page; in full it is a click away


class Refused(Exception):
    """Photos cannot be taken; the message says which and why, for who sent them."""


def add_photos(review: Review, photos: Sequence[Readable]) -> list[ReviewPhoto]:
    """Put photos to a review: all of them, or none. They are decoded before anything is locked.

    Locks the product's rating, then the review. Raises Refused, Review.DoesNotExist, or Busy.
    """
    if len(photos) > MOST:
        raise Refused(_too_many())
    if not photos:
        return []
    masters = {f"{FOLDER}/{secrets.token_hex(8)}{master.suffix}": master for master in _accepted(photos)}
    try:
        for name, master in masters.items():
            files.write(name, master.content)
            render(name, SMALL)
        return _add(review, masters)
    except BaseException:
        for name, master in masters.items():
            files.remove(files.names_of(name, widths_for(master.width, SMALL)))
        raise


def image_of(photo: ReviewPhoto, alt: str) -> Image:
    """Return the photo as components take it."""
    url, widths = photo.file.url, widths_for(photo.width, SMALL)
    srcsets = {suffix: srcset(url, widths, suffix) for suffix in files.FORMATS}
    return Image(url, photo.width, photo.height, alt, **srcsets)


@transactional
def remove_photo(photo: ReviewPhoto) -> None:
    """Take a photo back; its files go after commit. Again, it does nothing."""
    _discard(ReviewPhoto.objects.filter(pk=photo.pk))
    Product.objects.filter(reviews=photo.review_id).touch()


def discard_photos(reviews: Collection[int]) -> None:
    """Delete the photos of reviews that go, and after commit the files."""
    _discard(ReviewPhoto.objects.filter(review__in=reviews))


@transactional
def _add(review: Review, masters: dict[str, Master]) -> list[ReviewPhoto]:
    lock_ratings([review.product_id])
    review = lock_review(review)
    if review.photos.count() + len(masters) > MOST:
        raise Refused(_too_many())
    Review.objects.filter(pk=review.pk).update(state=state_when_changed(review))
    settle_rating(review.product_id)
    return ReviewPhoto.objects.bulk_create(
        ReviewPhoto(review=review, file=name, width=master.width, height=master.height)
        for name, master in masters.items()
    )


def _accepted(photos: Sequence[Readable]) -> list[Master]:
    masters = []
    for number, photo in enumerate(photos, 1):
        try:
            masters.append(accept(photo))
        except Unacceptable as refused:
            raise Refused(_("Photo %(n)d: %(why)s") % {"n": number, "why": refused}) from refused
    return masters


def _discard(photos: QuerySet[ReviewPhoto]) -> None:
    for name, width in photos.values_list("file", "width"):
        files.discard(name, widths_for(width, SMALL))
    photos.delete()


def _too_many() -> str:
    return ngettext("No more than %(n)d photo.", "No more than %(n)d photos.", MOST) % {"n": MOST}
