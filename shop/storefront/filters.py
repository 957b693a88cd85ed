"""What a shopper narrows a list by: read from an address, written to one, asked of products."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from django.db.models import Q
from django.http import QueryDict

from shop.catalogue.models import StockBand
from shop.catalogue.offering import offering
from shop.money import rounded

WELL_RATED = 4
OPTION = "option."  # what the name of an option's parameter begins with
LONGEST = 120
MOST_VALUES = 20  # of one facet
MOST_OPTIONS = 5

Pairs = list[tuple[str, str]]
Options = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What was chosen of each facet. Equal choices are equal, however they were typed."""

    brands: tuple[str, ...] = ()
    lowest: Decimal | None = None
    highest: Decimal | None = None
    rated: bool = False  # with WELL_RATED stars or more
    in_stock: bool = False
    on_sale: bool = False
    options: Options = ()
    unread: str = ""  # what was typed for a price and is none; it narrows nothing

    @classmethod
    def read(cls, asked: QueryDict) -> Self:
        """Read the parameters of an address. What makes no sense is left out; too much of it is cut off."""
        prices, unread = _prices(asked.get("min", ""), asked.get("max", ""))
        return cls(
            brands=_values(asked.getlist("brand")),
            lowest=prices[0],
            highest=prices[1],
            rated=asked.get("rating") == str(WELL_RATED),
            in_stock=asked.get("stock") == "1",
            on_sale=asked.get("sale") == "1",
            options=_options(asked),
            unread=unread,
        )

    def pairs(self) -> Pairs:
        """Return the parameters that say the same, in the order of the form."""
        single = {
            "stock": "1" if self.in_stock else "",
            "sale": "1" if self.on_sale else "",
            "rating": str(WELL_RATED) if self.rated else "",
            "min": "" if self.lowest is None else plain(self.lowest),
            "max": "" if self.highest is None else plain(self.highest),
        }
        return [
            *((name, value) for name, value in single.items() if value),
            *(("brand", brand) for brand in self.brands),
            *((f"{OPTION}{name}", value) for name, values in self.options for value in values),
        ]

    def conditions(self) -> dict[str, Q]:
        """Return by facet what it asks of a product. Facets in which nothing was chosen are left out.

        Options stand together: they are asked of one and the same variant.
        """
        offered = offering(dict(self.options)).values("product") if self.options else ()
        asked = {
            "brand": (self.brands, Q(brand__in=self.brands)),
            "price": (self.priced, self._price()),
            "rating": (self.rated, Q(rating__gte=WELL_RATED)),
            "stock": (self.in_stock, Q(stock_band__gt=StockBand.NONE)),
            "sale": (self.on_sale, Q(on_sale=True)),
            "options": (self.options, Q(pk__in=offered)),
        }
        return {facet: question for facet, (chosen, question) in asked.items() if chosen}

    @property
    def priced(self) -> bool:
        """Whether the price is bounded."""
        return self.lowest is not None or self.highest is not None

    def without(self, facet: str) -> Self:
        """Return the filters with nothing chosen in one facet, by its name in `conditions`."""
        usual = type(self)()
        fields = {
            "brand": ["brands"],
            "price": ["lowest", "highest"],
            "rating": ["rated"],
            "stock": ["in_stock"],
        }
        fields |= {"sale": ["on_sale"], "options": ["options"]}
        return replace(self, **{field: getattr(usual, field) for field in fields[facet]})

    def without_brand(self, brand: str) -> Self:
        """Return the filters with one brand less."""
        return replace(self, brands=tuple(other for other in self.brands if other != brand))

    def without_option(self, name: str, value: str) -> Self:
        """Return the filters with one value of one option less."""
        left = ((own, tuple(v for v in values if (own, v) != (name, value))) for own, values in self.options)
        return replace(self, options=tuple((own, values) for own, values in left if values))

    def _price(self) -> Q:
        bounds = {"lowest_price__gte": self.lowest, "lowest_price__lte": self.highest}
        return Q(**{bound: price for bound, price in bounds.items() if price is not None})


def plain(price: Decimal) -> str:
    """Return a price as an address and a number field have it: 20, 49.90."""
    return f"{price:f}".removesuffix(".00")


def _prices(*typed: str) -> tuple[list[Decimal | None], str]:
    found = [_price(text) for text in typed]
    unread = [
        text.strip() for text, price in zip(typed, found, strict=True) if price is None and text.strip()
    ]
    swapped = None not in found and found[0] > found[1]
    return found[::-1] if swapped else found, unread[0][:LONGEST] if unread else ""


def _price(typed: str) -> Decimal | None:
    number = re.fullmatch(r"\s*([0-9]{1,9})(?:[.,]([0-9]{0,9}))?\s*", typed)
    return rounded(Decimal(f"{number[1]}.{number[2] or 0}")) if number else None


def _options(asked: QueryDict) -> Options:
    names = sorted(name for name in asked if name.startswith(OPTION) and _sensible(name.removeprefix(OPTION)))
    read = ((name.removeprefix(OPTION), _values(asked.getlist(name))) for name in names)
    return tuple((name, values) for name, values in read if values)[:MOST_OPTIONS]


def _values(asked: list[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in asked[: 10 * MOST_VALUES] if _sensible(value)})[:MOST_VALUES])


def _sensible(text: str) -> bool:
    return 0 < len(text) <= LONGEST and "\0" not in text
