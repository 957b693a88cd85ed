"""What was chosen, each with the way to take it back; and the ways out of a list in which nothing is left."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from shop.money import shown_briefly
from shop.storefront.facets import Counts
from shop.storefront.filters import Filters
from shop.storefront.prices import Bound
from shop.storefront.wish import Wish


@dataclass(frozen=True, slots=True)
class Link:
    """A list that is one click away: with this category or price, or without this filter."""

    label: str
    url: str
    count: int = 0
    current: bool = False


def chips(wish: Wish) -> list[Link]:
    """Return a link for each thing chosen that leads to the list without it."""
    return [Link(label, wish.url(filters=rest)) for _facet, label, rest in _chosen(wish.filters)]


def ways_out(wish: Wish, counts: Counts) -> list[Link]:
    """Return a link for each facet in which something was chosen, with what the list is without it."""
    labels: dict[str, list[str]] = {}
    for facet, label, _rest in _chosen(wish.filters):
        labels.setdefault(facet, []).append(label)
    links = (
        Link(", ".join(names), wish.url(filters=wish.filters.without(facet)), counts.without[facet])
        for facet, names in labels.items()
    )
    return sorted((link for link in links if link.count), key=lambda link: -link.count)


def price_label(lowest: Bound, highest: Bound) -> str:
    """Return a range of prices in words."""
    low, high = (shown_briefly(price) if price is not None else "" for price in (lowest, highest))
    if low and high:
        return _("%(low)s to %(high)s") % {"low": low, "high": high}
    return _("Up to %s") % high if high else _("From %s") % low


def _chosen(filters: Filters) -> Iterator[tuple[str, str, Filters]]:
    """Give each thing chosen: its facet, what it is called, and the filters without it."""
    for brand in filters.brands:
        yield "brand", brand, filters.without_brand(brand)
    if filters.priced:
        yield "price", price_label(filters.lowest, filters.highest), filters.without("price")
    switches = {"rating": filters.rated, "stock": filters.in_stock, "sale": filters.on_sale}
    labels = {"rating": _("4 stars and up"), "stock": _("In stock"), "sale": _("On sale")}
    for facet in (facet for facet, on in switches.items() if on):
        yield facet, labels[facet], filters.without(facet)
    for name, values in filters.options:
        for value in values:
            yield "options", f"{name}: {value}", filters.without_option(name, value)
