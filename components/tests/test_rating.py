"""What stars look like, and what is said of them."""

from decimal import Decimal

import pytest

from components.fragments import fragment
from components.rating import RatingSummary, StarInput, Stars


@pytest.mark.parametrize(
    "average, halves", [(None, 0), ("1", 2), ("4.24", 8), ("4.25", 9), ("4.74", 9), ("4.75", 10), ("5", 10)]
)
def test_an_average_is_shown_to_the_nearest_half_star(average: str | None, halves: int) -> None:
    given = average and Decimal(average)
    assert Stars(1, 0, given, 3).halves == RatingSummary(1, 0, given, (1, 1, 1, 0, 0)).halves == halves


def test_stars_are_said_in_words() -> None:
    said = fragment(Stars(1, 0, Decimal("4.31"), 12))
    assert "4.3 out of 5 stars, 12 reviews" in said
    assert 'data-halves="9" aria-hidden="true"' in said
    assert "out of" not in fragment(Stars(1, 0, None, 0))


def test_bars_have_the_share_of_all_reviews_and_lead_to_them() -> None:
    summary = RatingSummary(1, 0, Decimal("3.50"), (1, 0, 0, 0, 2))
    assert [tuple(bar) for bar in summary.bars] == [(5, 2, 67), (4, 0, 0), (3, 0, 0), (2, 0, 0), (1, 1, 33)]
    shown = fragment(summary)
    assert shown.count('href="?stars=') == 2
    assert "style=" not in shown


def test_what_was_chosen_stays_and_what_is_wrong_is_tied_to_the_stars() -> None:
    shown = fragment(StarInput(4, ("Choose again.",)))
    assert shown.count("checked") == 1
    assert 'aria-describedby="star-input-error"' in shown
    assert shown.count("required") == shown.count('type="radio"') == 5
