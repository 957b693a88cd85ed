"""How products look: price, picture, card."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils.safestring import SafeString

from components.rating import Stars
from components.stock import BuyButton, StockBadge


@dataclass(frozen=True, slots=True)
class Price:
    """What a variant costs, with tax, in the shop's currency."""

    template: ClassVar[str] = "_price.html"
    variant: int
    amount: Decimal
    compare_at: Decimal | None
    version: int
    lowest: Decimal | None = None  # among all that the product is offered as

    @property
    def cheaper_choice(self) -> bool:
        """Whether the product comes for less, too: lists sort by that."""
        return self.lowest is not None and self.lowest < self.amount

    @property
    def dom_id(self) -> str:
        """`price-<variant pk>`."""
        return f"price-{self.variant}"

    @property
    def on_sale(self) -> bool:
        """Whether it cost more before."""
        return self.compare_at is not None and self.compare_at > self.amount


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, and what browsers may choose from instead: `srcset`s, empty until they are made."""

    src: str  # what every browser shows, as large as there is
    width: int
    height: int
    alt: str
    colour: str = ""  # "#rrggbb", shown while it loads; empty shows the plate
    avif: str = ""
    webp: str = ""


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product in a list, shown by its default variant."""

    template: ClassVar[str] = "_product_card.html"
    product: int
    title: str
    brand: str
    url: str
    image: Image | None
    options: str  # the default variant's options, "Ink, Large"; empty for an only variant
    choices: int  # how many variants there are
    price: Price
    badge: StockBadge
    button: BuyButton
    stars: Stars
    eager: bool = False  # above the fold: its picture is not loaded lazily
    marked: SafeString | None = None  # the title as HTML, with marks on words in it

    @property
    def dom_id(self) -> str:
        """`card-<product pk>`."""
        return f"card-{self.product}"

    @property
    def other_choices(self) -> int:
        """How many variants the card does not show."""
        return self.choices - 1

    @property
    def variant(self) -> int:
        """The pk of the variant that the card stands for."""
        return self.badge.variant
