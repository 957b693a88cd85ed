"""The home page: one product in the sun, a few shelves, the ways in."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from components.catalogue import ProductCard
from shop.catalogue.models import Category, Product, ProductQuerySet, Variant
from shop.storefront.cards import cards, listed, looks
from shop.storefront.tree import pictured_categories

ON_A_SHELF = 8


@dataclass(frozen=True, slots=True)
class Shelf:
    """A row of products under a title; `url` leads to all of them, empty where no list has just these."""

    title: str
    url: str
    cards: list[ProductCard]


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


def front_page() -> FrontPage:
    """Read the home page in a number of queries that does not grow with the catalogue."""
    hero = _hero()
    rows, seen = [], [product.pk for product in hero]
    for shelf in (few_left(), on_sale(), listed()):
        rows.append(list(shelf.exclude(pk__in=seen).order_by("-pk")[:ON_A_SHELF]))
        seen += [product.pk for product in rows[-1]]
    few, sale, new = rows
    made = {card.product: card for card in cards(looks([*hero, *new, *sale, *few]))}
    shelves = [(_("New"), reverse("product_list"), new), (_("On sale"), "", sale), (_("Few left"), "", few)]
    return FrontPage(
        hero=made[hero[0].pk] if hero else None,
        shelves=[Shelf(title, url, [made[found.pk] for found in row]) for title, url, row in shelves if row],
        categories=pictured_categories(),
    )


def on_sale() -> ProductQuerySet:
    """Return the products that cost less than before."""
    return listed().filter(default_variant__compare_at_price__gt=F("default_variant__price"))


def few_left() -> ProductQuerySet:
    """Return the products of which the last units are for sale."""
    return listed().filter(default_variant__stock__available__range=(1, settings.FEW_LEFT))


def _hero() -> list[Product]:
    """Choose the drop: what is held for the shortest time, and for less than is usual.

    Without a drop it is the newest product on sale, without a sale the newest of all.
    """
    usual = Variant._meta.get_field("hold_seconds").default
    drops = listed().filter(default_variant__hold_seconds__range=(1, usual - 1))
    for candidates in (drops.order_by("default_variant__hold_seconds", "-pk"), on_sale(), listed()):
        if chosen := list(candidates[:1]):
            return chosen
    return []
