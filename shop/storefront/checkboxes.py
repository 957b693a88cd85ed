"""Facets in which several values may be chosen, as checkboxes with counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from django.utils.translation import gettext as _

from shop.storefront.facets import Counted, Counts
from shop.storefront.filters import OPTION, WELL_RATED, Filters
from shop.storefront.tally import MOST_BRANDS

VALUES_SHOWN = 8  # the others are behind "Show more"
OPTIONS_SHOWN = 6
SIZES = ("XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL")


@dataclass(frozen=True, slots=True)
class Value:
    """A checkbox: what it sends, and how many products it would show."""

    name: str
    value: str
    label: str
    count: int
    chosen: bool

    @property
    def dom_id(self) -> str:
        """Made of what it sends, so that focus stays on it when the form is answered."""
        return f"facet-{blake2b(f'{self.name}={self.value}'.encode(), digest_size=6).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Facet:
    """Checkboxes of one kind. `others`: there are more than are listed here at all."""

    title: str
    shown: list[Value]
    more: list[Value]
    others: bool = False


def switches(filters: Filters, counts: Counts) -> list[Value]:
    """Return what is on or off; what would show nothing is left out unless it is on."""
    values = (
        Value("stock", "1", _("In stock"), counts.switches["stock"], filters.in_stock),
        Value("sale", "1", _("On sale"), counts.switches["sale"], filters.on_sale),
        Value("rating", str(WELL_RATED), _("4 stars and up"), counts.switches["rating"], filters.rated),
    )
    return [value for value in values if value.count or value.chosen]


def brands(filters: Filters, counts: Counts) -> Iterator[Facet]:
    """Give the brands, the commonest first and those chosen before them."""
    values = _values("brand", counts.brands[:MOST_BRANDS], filters.brands)
    values.sort(key=lambda value: not value.chosen)
    if values:
        yield _facet(_("Brand"), values, others=len(counts.brands) > MOST_BRANDS)


def options(filters: Filters, counts: Counts) -> Iterator[Facet]:
    """Give the options that most products come in, and those chosen; values in the order of their names."""
    chosen = dict(filters.options)
    for name in [*chosen, *(name for name in counts.options if name not in chosen)][:OPTIONS_SHOWN]:
        values = _values(f"{OPTION}{name}", counts.options.get(name, []), chosen.get(name, ()))
        values.sort(key=lambda value: _natural(value.label))
        yield _facet(name, values)


def _values(name: str, counted: Counted, chosen: tuple[str, ...]) -> list[Value]:
    counts = dict.fromkeys(chosen, 0) | dict(counted)
    return [Value(name, value, value, count, value in chosen) for value, count in counts.items()]


def _facet(title: str, values: list[Value], *, others: bool = False) -> Facet:
    shown = values[:VALUES_SHOWN]
    late = [value for value in values[VALUES_SHOWN:] if value.chosen]
    more = [value for value in values[VALUES_SHOWN:] if not value.chosen]
    return Facet(title, [*shown, *late], more, others)


def _natural(text: str) -> tuple[float, int, str]:
    """Sort 9 cm before 14 cm, S before M before L, and other words after them by the alphabet."""
    number = re.match(r"\d{1,9}([.,]\d{1,9})?", text)
    size = SIZES.index(text.upper()) if text.upper() in SIZES else len(SIZES)
    return float(number[0].replace(",", ".")) if number else float("inf"), size, text.casefold()
