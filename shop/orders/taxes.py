"""The percentage of tax that prices contain."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from shop.catalogue.models import tax_rate
from shop.orders.models import TaxRate


@dataclass(frozen=True, slots=True)
class Taxes:
    """All rates that the merchant has entered, by country and class, the latest first."""

    rates: dict[tuple[str, str], list[tuple[date, Decimal]]]

    @classmethod
    def of(cls, rows: Iterable[TaxRate]) -> Self:
        """Sort rates for looking up."""
        rates: dict[tuple[str, str], list[tuple[date, Decimal]]] = {}
        for row in rows:
            since = (row.valid_from or date.min, row.percent)
            rates.setdefault((row.country, row.tax_class), []).append(since)
        return cls({key: sorted(found, reverse=True) for key, found in rates.items()})

    def rate(self, country: str, tax_class: str, day: date) -> Decimal:
        """Return the rate that is valid on that day; the one of settings.TAX_RATES where none is."""
        known = self.rates.get((country, tax_class), ())
        usual = Decimal(tax_rate(tax_class))
        return next((percent for since, percent in known if since <= day), usual)
