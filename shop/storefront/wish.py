"""What an address asks a list for, and the addresses of what is near it."""

from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import F
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from shop.catalogue.models import Category
from shop.catalogue.search.finding import Found
from shop.storefront.filters import Filters

Order = tuple[str | Combinable, ...]
# Name in the address → what shoppers read, and the order, which an index has from one end or the other.
# The first is used where none is asked for.
SORTS: dict[str, tuple[Promise, Order]] = {
    "new": (gettext_lazy("Newest"), ("-pk",)),
    "price": (gettext_lazy("Price, low to high"), ("lowest_price", "pk")),
    "-price": (gettext_lazy("Price, high to low"), ("-lowest_price", "-pk")),
    "title": (gettext_lazy("Name, A to Z"), ("title", "pk")),
    "rating": (gettext_lazy("Top rated"), (F("rating_rank").desc(nulls_last=True), "-pk")),
}
SEARCH_SORTS = {"best": (gettext_lazy("Best match"), ("rank", "-pk")), **SORTS}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for; `sort` and `page` are as typed, and nonsense falls back to what is usual."""

    path: str  # of the list, without its parameters
    category: Category | None = None
    query: str | None = None  # None: not a search; "": a search for nothing yet
    found: Found | None = None  # what a search found
    exactly: bool = False  # whether it was asked to find what was typed and nothing else
    filters: Filters = field(default_factory=Filters)
    sort: str = ""
    page: str = ""

    @property
    def sorts(self) -> dict[str, tuple[Promise, Order]]:
        """The ways to sort this list; the first is the usual one."""
        return SORTS if self.query is None else SEARCH_SORTS

    @property
    def sorted_by(self) -> str:
        """The way to sort that is used."""
        return self.sort if self.sort in self.sorts else self.usual_sort

    @property
    def usual_sort(self) -> str:
        """The way to sort where none is asked for."""
        return next(iter(self.sorts))

    @property
    def base(self) -> str:
        """The address of the whole list, not narrowed or sorted, on its first page."""
        return replace(self, filters=Filters(), sort="").url()

    def url(self, *, page: int = 1, **other: Any) -> str:
        """Return the address of a page of this list, or of one with `other` fields.

        Parameters have one order, and what is usual is not spelled out.
        """
        wish = replace(self, **other)
        asked = [
            *wish.standing(),
            *wish.filters.pairs(),
            ("sort", "" if wish.sorted_by == wish.usual_sort else wish.sorted_by),
            ("page", str(page) if page > 1 else ""),
        ]
        parameters = urlencode([(name, value) for name, value in asked if value], safe="/")
        return f"{wish.path}?{parameters}" if parameters else wish.path

    def standing(self) -> list[tuple[str, str]]:
        """Return the parameters that say where we are: what the form of filters leaves as it is."""
        asked = [
            ("q", self.query or ""),
            ("exactly", "1" if self.exactly else ""),
            ("category", self.category.path if self.category else ""),
        ]
        return [(name, value) for name, value in asked if value]

    def canonical(self, page: int) -> str:
        """Return the address that search engines should know this page by; empty: they should not list it.

        Each page of a list is its own, since it shows what no other does. A list in another order, or
        narrowed by one filter, shows part of the same and points to the whole. Combinations of filters have
        no end: they are not to be listed, and get no canonical address, which would contradict that.
        See Google's "Managing crawling of faceted navigation URLs" and "Pagination best practices".
        """
        if len(self.filters.pairs()) > 1:
            return ""
        return self.base if self.filters.pairs() or self.sorted_by != self.usual_sort else self.url(page=page)
