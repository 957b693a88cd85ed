"""A product's published reviews as its page shows them: sorted, narrowed, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Self
from urllib.parse import urlencode

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from components.catalogue import Image
from components.review import HelpfulButton, ReviewCard
from shop.reviews.models import STARS, HelpfulVote, Review, ReviewPhoto
from shop.reviews.photos import image_of

PER_PAGE = 8
LAST_PAGE = 500  # what lies behind is reached by the stars
Shopper = AbstractBaseUser | AnonymousUser


class Sort(NamedTuple):
    """An order to read in: what it is called, and the columns it goes by."""

    label: Promise
    columns: tuple[str, ...]


SORTS = {
    "": Sort(gettext_lazy("Most helpful"), ("-helpful", "-pk")),
    "newest": Sort(gettext_lazy("Newest"), ("-pk",)),
    "highest": Sort(gettext_lazy("Highest"), ("-stars", "-pk")),
    "lowest": Sort(gettext_lazy("Lowest"), ("stars", "-pk")),
}


class Link(NamedTuple):
    """A way to other reviews of the product; `key` is its DOM id."""

    key: str
    label: str | Promise
    url: str
    current: bool  # it is chosen


@dataclass(frozen=True, slots=True)
class Asked:
    """Which reviews an address asks for. `stars` 0 means any; `variant` stands there, too."""

    stars: int = 0
    photos: bool = False
    sort: str = ""
    page: int = 1
    variant: str = ""

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> Self:
        """Read it from an address; what makes no sense there is taken for the usual."""
        sort, stars = parameters.get("sort", ""), _number(parameters.get("stars", ""))
        return cls(
            stars=stars if stars in STARS else 0,
            photos="photos" in parameters,
            sort=sort if sort in SORTS else "",
            page=min(max(1, _number(parameters.get("page", ""))), LAST_PAGE),
            variant=parameters.get("variant", ""),
        )

    @property
    def narrowed(self) -> bool:
        """Whether some reviews are left out."""
        return bool(self.stars or self.photos)

    def url(self, **changes: int | str | bool) -> str:
        """Return the address, relative to the product's page, that asks for this with the changes."""
        other = replace(self, **{"page": 1, **changes})
        asked = {"variant": other.variant, "stars": other.stars, "sort": other.sort}
        asked |= {"photos": int(other.photos), "page": other.page if other.page > 1 else 0}
        return "?" + urlencode({name: value for name, value in asked.items() if value})


class Shown(NamedTuple):
    """A review and whether whoever looks found it helpful."""

    card: ReviewCard
    button: HelpfulButton


@dataclass(frozen=True, slots=True)
class ReviewList:
    """The reviews of a page, and the ways to the others."""

    asked: Asked
    items: Sequence[Shown]
    more: bool

    @property
    def sorts(self) -> list[Link]:
        """The orders to choose from."""
        return [
            Link(
                f"reviews-{name or 'helpful'}", sort.label, self.asked.url(sort=name), name == self.asked.sort
            )
            for name, sort in SORTS.items()
        ]

    @property
    def chips(self) -> list[Link]:
        """What was narrowed, each with the way to take it back; and the way to those with photos."""
        stars, photos = self.asked.stars, self.asked.photos
        told = ngettext("%(stars)d star", "%(stars)d stars", stars) % {"stars": stars}
        chosen = [Link("reviews-stars", told, self.asked.url(stars=0), current=True)] if stars else []
        return [*chosen, Link("reviews-photos", _("With photos"), self.asked.url(photos=not photos), photos)]

    @property
    def next_url(self) -> str:
        """The way to the reviews that follow; empty on the last page."""
        return self.asked.url(page=self.asked.page + 1) if self.more else ""

    @property
    def previous_url(self) -> str:
        """The way to the reviews before; empty on the first page."""
        return self.asked.url(page=self.asked.page - 1) if self.asked.page > 1 else ""


def review_list(product: int, asked: Asked, shopper: Shopper) -> ReviewList:
    """Read a page of reviews in two queries, and in one more which of them a signed-in shopper voted for."""
    start = (asked.page - 1) * PER_PAGE
    found = list(_found(product, asked).prefetch_related("photos")[start : start + PER_PAGE + 1])
    rows = found[:PER_PAGE]
    mine = _voted(rows, shopper)
    shown = [Shown(card_of(row), _button(row, row.pk in mine)) for row in rows]
    return ReviewList(asked, shown, more=len(found) > PER_PAGE and asked.page < LAST_PAGE)


def card_of(review: Review) -> ReviewCard:
    """Return a review as the component takes it; its photos should be prefetched."""
    return ReviewCard(
        review=review.pk,
        name=review.name,
        stars=review.stars,
        title=review.title,
        text=review.text,
        language=review.language,
        written_at=review.written_at,
        edited=review.edited_at is not None,
        photos=tuple(photos_of(review).values()),
        answer=review.answer,
    )


def photos_of(review: Review) -> dict[int, Image]:
    """Return the photos of a review by their keys."""
    told = _("Photo by %(name)s") % {"name": review.name}
    return {photo.pk: image_of(photo, told) for photo in review.photos.all()}


def button_of(review: Review, shopper: Shopper) -> HelpfulButton:
    """Return the button of one review, as whoever looks at it has it."""
    return _button(review, bool(_voted([review], shopper)))


def _found(product: int, asked: Asked) -> QuerySet[Review]:
    found = Review.objects.filter(product=product, state=Review.State.PUBLISHED)
    if asked.stars:
        found = found.filter(stars=asked.stars)
    if asked.photos:
        found = found.filter(Exists(ReviewPhoto.objects.filter(review=OuterRef("pk"))))
    return found.order_by(*SORTS[asked.sort].columns)


def _button(review: Review, voted: bool) -> HelpfulButton:
    return HelpfulButton(review.pk, review.name, review.helpful, voted)


def _voted(reviews: Sequence[Review], shopper: Shopper) -> set[int]:
    if not shopper.is_authenticated or not reviews:
        return set()
    votes = HelpfulVote.objects.filter(voter=shopper, review__in=[review.pk for review in reviews])
    return set(votes.values_list("review_id", flat=True))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
