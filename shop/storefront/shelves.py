"""Rows of products that have something in common, for pages that show a few of each."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db.models import F
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from components.catalogue import ProductCard
from shop.catalogue.models import Product, ProductQuerySet, StockBand
from shop.storefront.cards import listed

ON_A_SHELF = 8


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of shelf: what belongs on it, the best first, and which list has just these."""

    title: Promise
    products: Callable[[], ProductQuerySet]
    list_query: str | None = None  # None: no list has just these

    @property
    def url(self) -> str:
        """The address of the list; empty where no list has just these."""
        return "" if self.list_query is None else f"{reverse('product_list')}{self.list_query}"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A row of products under a title; `url` leads to all of them, empty where no list has just these."""

    title: str
    url: str
    cards: list[ProductCard]


def new() -> ProductQuerySet:
    """Return the products, the newest first."""
    return listed().order_by("-pk")


def on_sale() -> ProductQuerySet:
    """Return the products of which a variant costs less than before, the newest first."""
    return listed().filter(on_sale=True).order_by("-pk")


def top_rated() -> ProductQuerySet:
    """Return the products that shoppers have rated, the best first."""
    return listed().filter(rating_rank__isnull=False).order_by(F("rating_rank").desc(), "-pk")


def few_left() -> ProductQuerySet:
    """Return the products of which the last units are for sale, the newest first."""
    return listed().filter(stock_band=StockBand.FEW).order_by("-pk")


# As a page shows them. The rarer a product is, the further down its shelf.
SHELVES = (
    Kind(_("New"), new, ""),
    Kind(_("On sale"), on_sale, "?sale=1"),
    Kind(_("Top rated"), top_rated),
    Kind(_("Few left"), few_left),
)


def picked(shown: Collection[int]) -> list[tuple[Kind, list[Product]]]:
    """Return the shelves that have products, in a query each; none of those `shown`, none on two shelves.

    The rarest choose first: what is new is often on sale as well, and seldom the other way round.
    """
    rows: list[tuple[Kind, list[Product]]] = []
    taken = set(shown)
    for kind in reversed(SHELVES):
        row = list(kind.products().exclude(pk__in=taken)[:ON_A_SHELF])
        taken.update(product.pk for product in row)
        rows.append((kind, row))
    return [(kind, row) for kind, row in reversed(rows) if row]
