"""What it costs to send a parcel by a method."""

from dataclasses import dataclass
from decimal import Decimal

from shop import money


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is to be sent: the value of the goods after discount, with tax, and their weight in grams."""

    value: Decimal
    weight: int


@dataclass(frozen=True, slots=True)
class Band:
    """What parcels up to a bound cost, itself included; None is no bound."""

    up_to: Decimal | None
    price: Decimal
    free_from: Decimal | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A way to deliver to one country. Its bands stand in the order of their bounds.

    Prices are in the shop's currency, with tax of the standard class.
    """

    code: str
    name: str
    promise: str
    by_weight: bool
    bands: tuple[Band, ...]

    def price(self, parcel: Parcel) -> Decimal | None:
        """Return what delivering the parcel costs; None where it is beyond the last bound."""
        measure = parcel.weight if self.by_weight else parcel.value
        for band in self.bands:
            if band.up_to is None or measure <= band.up_to:
                free = band.free_from is not None and parcel.value >= band.free_from
                return money.rounded(money.ZERO) if free else band.price
        return None
