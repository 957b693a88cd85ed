"""What stands beside a list: its facets in words, what was chosen, and the ways out of nothing."""

from dataclasses import dataclass, replace

from shop.catalogue.models import Category
from shop.storefront.checkboxes import Facet, Value, brands, options, switches
from shop.storefront.chips import Link, chips, price_label, ways_out
from shop.storefront.facets import Counts
from shop.storefront.filters import Filters, plain
from shop.storefront.prices import Range, ranges
from shop.storefront.tree import breadcrumbs
from shop.storefront.wish import Wish


@dataclass(frozen=True, slots=True)
class Prices:
    """The two number fields as they stand, and ranges ready to be taken."""

    lowest: str
    highest: str
    unread: str
    ranges: list[Link]


@dataclass(frozen=True, slots=True)
class Sidebar:
    """The facets of a list. `standing` is what the form sends along."""

    standing: list[tuple[str, str]]
    above: list[
        Link
    ]  # categories to go back up to; only in a search, since a category's list has its own way up
    categories: list[Link]
    switches: list[Value]
    prices: Prices
    facets: list[Facet]
    chips: list[Link]
    ways_out: list[Link]
    clear_url: str

    @property
    def useful(self) -> bool:
        """Whether there is anything to choose or to take back."""
        return bool(self.chips or self.switches or self.facets or self.prices.ranges or self.prices.unread)


def sidebar(wish: Wish, counts: Counts) -> Sidebar:
    """Put the facets of a list into words."""
    sort = [("sort", wish.sorted_by)] if wish.sorted_by != wish.usual_sort else []
    return Sidebar(
        standing=[*wish.standing(), *sort],
        above=_above(wish),
        categories=[
            Link(child.name, wish.url(category=Category(path=child.path)), child.count)
            for child in counts.children
        ],
        switches=switches(wish.filters, counts),
        prices=_prices(wish, counts),
        facets=[*brands(wish.filters, counts), *options(wish.filters, counts)],
        chips=chips(wish),
        ways_out=[] if counts.total else ways_out(wish, counts),
        clear_url=wish.url(filters=Filters()),
    )


def _above(wish: Wish) -> list[Link]:
    if wish.query is None:
        return []
    way = breadcrumbs(wish.category)
    links = [Link(one.name, wish.url(category=one), current=one == wish.category) for one in way]
    return [Link("", wish.url(category=None)), *links] if links else []


def _prices(wish: Wish, counts: Counts) -> Prices:
    filters = wish.filters
    return Prices(
        lowest="" if filters.lowest is None else plain(filters.lowest),
        highest="" if filters.highest is None else plain(filters.highest),
        unread=filters.unread,
        ranges=[_ready(wish, found) for found in ranges(counts.prices)],
    )


def _ready(wish: Wish, found: Range) -> Link:
    bounds = {"lowest": found.lowest, "highest": found.highest}
    current = (wish.filters.lowest, wish.filters.highest) == (found.lowest, found.highest)
    url = wish.url(filters=replace(wish.filters, **bounds))
    return Link(price_label(found.lowest, found.highest), url, found.count, current)
