"""What one buyer says of a product, and who found it helpful."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from components.catalogue import Image


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """A published review, the same for everybody. Text and answer are plain text, with their line breaks."""

    template: ClassVar[str] = "_review.html"
    review: int
    name: str
    stars: int
    title: str
    text: str
    language: str  # of the text, as HTML's `lang` has it
    written_at: datetime
    edited: bool
    photos: tuple[Image, ...] = ()
    answer: str = ""

    @property
    def dom_id(self) -> str:
        """`review-<review pk>`."""
        return f"review-{self.review}"

    @property
    def halves(self) -> int:
        """How many half stars are full."""
        return 2 * self.stars


@dataclass(frozen=True, slots=True)
class HelpfulButton:
    """A submit button of the page's form `helpful`: it gives a vote to a review, or takes it back.

    Private to one shopper, whose vote `voted` is: so it stands beside the review.
    """

    template: ClassVar[str] = "_helpful_button.html"
    review: int
    name: str
    count: int
    voted: bool

    @property
    def dom_id(self) -> str:
        """`helpful-<review pk>`."""
        return f"helpful-{self.review}"
