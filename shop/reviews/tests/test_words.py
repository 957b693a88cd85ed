"""What a shopper may say."""

import pytest
from django.core.exceptions import ValidationError

from shop.reviews.tests.reviewing import words
from shop.reviews.words import checked

UNFIT = [
    *[("stars", stars) for stars in (0, 6, -1, 2.5, 4.0, "4", None, True, 10**30)],
    *[("text", "x" * 10**6), ("text", "a\x00b"), ("text", "half \ud83d"), ("title", "x" * 121)],
    *[("name", "x" * 61), ("name", " "), ("name", "\x00")],
]


@pytest.mark.parametrize("field, value", UNFIT)
def test_what_cannot_be_kept_is_refused_by_its_field(field: str, value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        checked(words(**{"stars": 4, field: value}))
    assert set(refused.value.message_dict) == {field}


def test_space_around_words_is_not_kept() -> None:
    assert checked(words(name=" Bob ", text="\n")) == words(name="Bob", text="")
