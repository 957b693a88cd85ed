"""The heart beside a product."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class WishButton:
    """A submit button of the page's form `wish`: it puts a product on the wishlist, or takes it off.

    Private to one shopper: it stands beside the card, which is the same for everybody.
    """

    template: ClassVar[str] = "_wish_button.html"
    product: int
    title: str
    wished: bool

    @property
    def dom_id(self) -> str:
        """`wish-<product pk>`."""
        return f"wish-{self.product}"
