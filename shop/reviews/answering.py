"""The merchant's answer to a review."""

from django.utils import timezone

from shop.catalogue.models import Product
from shop.inventory.locking import transactional
from shop.reviews.models import Review
from shop.reviews.words import fits


@transactional
def answer(review: Review, text: str) -> None:
    """Answer a review in public; without text, take the answer back. Raises ValidationError (of `answer`)."""
    text = fits(Review, "answer", text)
    said = {"answer": text, "answered_at": timezone.now() if text else None}
    if Review.objects.filter(pk=review.pk).exclude(answer=text).update(**said):
        Product.objects.filter(pk=review.product_id).touch()
