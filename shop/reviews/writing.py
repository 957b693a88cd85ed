"""Writing a review, changing one's mind, and taking it back."""

from dataclasses import fields

from django.db.models import Q
from django.utils import timezone

from shop.accounts.models import User
from shop.inventory.locking import transactional
from shop.orders.models import OrderLine
from shop.reviews.entitlement import MayNot, already, entitled, not_yet
from shop.reviews.locking import lock_ratings, lock_review
from shop.reviews.models import Review
from shop.reviews.moderation import state_when_changed, state_when_new
from shop.reviews.photos import discard_photos
from shop.reviews.rating import settle_rating
from shop.reviews.words import Words, checked


@transactional
def write(line: OrderLine, author: User | None, words: Words) -> Review:
    """Review the product of an order line. Who has an account for the order is the author, in any case.

    Locks the product's rating. Raises MayNot, ValidationError (by field of the words), or Busy.
    """
    words = checked(words)
    product = line.variant.product_id
    lock_ratings([product])
    buyer = {"author": line.order.user or author, "email": line.order.email.lower()}
    _refuse(line, product, **buyer)
    review = Review.objects.create(
        product_id=product, line=line, state=state_when_new(), **buyer, **_columns(words)
    )
    settle_rating(product)
    return review


@transactional
def edit(review: Review, words: Words) -> Review:
    """Say something else; what the merchant hid waits until they have looked again. The same does nothing.

    Locks the product's rating, then the review. Raises ValidationError, Review.DoesNotExist, or Busy.
    """
    columns = _columns(checked(words))
    lock_ratings([review.product_id])
    review = lock_review(review)
    if all(getattr(review, name) == value for name, value in columns.items()):
        return review
    columns |= {"edited_at": timezone.now(), "state": state_when_changed(review)}
    for name, value in columns.items():
        setattr(review, name, value)
    review.save(update_fields=columns)
    settle_rating(review.product_id)
    return review


@transactional
def delete(review: Review) -> None:
    """Take a review back, with its photos; again, it does nothing.

    Locks the product's rating. Raises Busy.
    """
    lock_ratings([review.product_id])
    discard_photos([review.pk])
    Review.objects.filter(pk=review.pk).delete()
    settle_rating(review.product_id)


def _columns(words: Words) -> dict[str, object]:
    return {field.name: getattr(words, field.name) for field in fields(words)}


def _refuse(line: OrderLine, product: int, author: User | None, email: str) -> None:
    """Look once more, under the lock: what a page was told may be over, or used up, by now."""
    if not entitled(OrderLine.objects.filter(pk=line.pk)).exists():
        raise MayNot(not_yet())
    same = Q(line=line)
    if author:
        same |= Q(product=product) & (Q(author=author) | Q(line__order__user=author))
    if email:
        same |= Q(product=product, email=email)
    if review := Review.objects.filter(same).first():
        raise MayNot(already(), review=review if review.line_id == line.pk else None)
