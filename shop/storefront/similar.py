"""What is like a product: its page offers it, the more so when the product is sold out."""

from dataclasses import dataclass
from enum import StrEnum

from shop.catalogue.models import Product
from shop.recommendations.popularity import popular
from shop.recommendations.serving import neighbours
from shop.storefront.cards import Look, looks

CHOSEN = 8  # more than are shown, since some may sell out between now and then
SHOWN = 4


class Why(StrEnum):
    """What the products have in common with the one that they stand beside."""

    LIKE = "like"
    SELLS = "sells"  # in its category, or in the one above
    NEAR = "near"  # in its category, or in the one above, where nothing was sold lately


@dataclass(frozen=True, slots=True)
class Similar:
    """Products in the order in which to offer them: the first SHOWN of which there are any at that moment."""

    why: Why
    looks: list[Look]


def similar(product: Product) -> Similar:
    """Choose what to offer beside a product: what is like it; if none of that is there, what sells nearby."""
    if like := neighbours([product.pk], CHOSEN):
        return Similar(Why.LIKE, looks(like))
    nearby = popular(product.category).exclude(pk=product.pk).values_list("pk", "units")[:CHOSEN]
    why = Why.SELLS if any(units for _pk, units in nearby) else Why.NEAR
    return Similar(why, looks(pk for pk, _units in nearby))
