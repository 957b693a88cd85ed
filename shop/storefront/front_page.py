"""The home page: one product in the sun, a few shelves, the ways in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from components.catalogue import ProductCard
from shop.catalogue.models import USUAL_HOLD, Category, Product
from shop.storefront.cards import cards, listed, looks
from shop.storefront.shelves import ON_A_SHELF, Shelf, new, on_sale, picked
from shop.storefront.tree import pictured_categories


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What the home page shows. No product stands on it twice."""

    hero: ProductCard | None
    shelves: list[Shelf]
    categories: list[Category]

    @property
    def cards(self) -> list[ProductCard]:
        """Every product on the page, once."""
        return [*filter(None, [self.hero]), *(card for shelf in self.shelves for card in shelf.cards)]


def front_page(suggested: Sequence[int] = ()) -> FrontPage:
    """Read the home page in a number of queries that does not grow with the catalogue.

    `suggested` are products for this visitor alone, the best first; they have the first shelf.
    """
    hero = [product.pk for product in _hero()]
    yours = [pk for pk in suggested if pk not in hero]
    rows = picked([*hero, *yours])
    products = [*hero, *yours, *(product.pk for _kind, row in rows for product in row)]
    made = {card.product: card for card in cards(looks(products))}
    shelves = [Shelf(str(kind.title), kind.url, [made[product.pk] for product in row]) for kind, row in rows]
    return FrontPage(
        hero=made[hero[0]] if hero else None,
        shelves=[*_for_you(made[pk] for pk in yours if pk in made), *shelves],
        categories=pictured_categories(),
    )


def _for_you(suggested: Iterable[ProductCard]) -> list[Shelf]:
    there = [card for card in suggested if card.button.band.buyable]
    return [Shelf(_("For you"), "", there[:ON_A_SHELF])] if there else []


def _hero() -> list[Product]:
    """Choose the drop: what is held for the shortest time, and for less than is usual.

    Without a drop it is the newest product on sale, without a sale the newest of all.
    """
    drops = listed().filter(default_variant__hold_seconds__range=(1, USUAL_HOLD - 1))
    for candidates in (drops.order_by("default_variant__hold_seconds", "-pk"), on_sale(), new()):
        if chosen := list(candidates[:1]):
            return chosen
    return []
