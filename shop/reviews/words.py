"""What a shopper says, and that it can be kept and shown."""

import re
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from shop.reviews.models import STARS, Review

# NUL is refused by PostgreSQL, half a character by every encoding.
_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Words:
    """A review as its author writes it: 1 to 5 stars, plain text, the language of whoever writes."""

    name: str
    stars: int
    title: str
    text: str
    language: str


def checked(words: Words) -> Words:
    """Return the words without space around them. Raises ValidationError, by field."""
    trimmed = {name: getattr(words, name).strip() for name in ("name", "title", "text")}
    errors = {name: said for name, value in trimmed.items() if (said := _wrong(Review, name, value))}
    if type(words.stars) is not int or words.stars not in STARS:  # 4.0, "4" and True are no stars
        errors["stars"] = _("Choose one to five stars.")
    if not trimmed["name"]:
        errors["name"] = _("Say by which name your review is shown.")
    if errors:
        raise ValidationError(errors)
    return replace(words, **trimmed)


def fits(model: type[Model], field: str, text: str) -> str:
    """Return the text without space around it. Raises ValidationError where the field cannot hold it."""
    text = text.strip()
    if said := _wrong(model, field, text):
        raise ValidationError({field: said})
    return text


def _wrong(model: type[Model], field: str, text: str) -> str:
    if _NO_CHARACTER.search(text):
        return _("It has characters that cannot be shown.")
    most = model._meta.get_field(field).max_length
    return _("It is longer than %(most)d characters.") % {"most": most} if len(text) > most else ""
