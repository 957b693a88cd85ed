"""What the shop may say about a variant's stock at this moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Min, Sum

from components.catalogue import Price
from components.stock import Band, BuyButton, StockBadge
from shop.catalogue.models import Product, Variant
from shop.inventory.models import Reservation

HELD_UNITS_COUNTED = 10**6
_PRICE = Variant._meta.get_field("price")
_SMALLEST = Decimal(1).scaleb(-_PRICE.decimal_places)

# By hand: every page and push asks this, and the ORM takes longer to write it than PostgreSQL to answer.
_STATES = """
    SELECT
        v.id, s.available, s.version, v.price, v.compare_at_price, v.version, v.archived,
        p.state, p.lowest_price
    FROM catalogue_variant v
    JOIN catalogue_product p ON p.id = v.product_id
    LEFT JOIN inventory_stock s ON s.variant_id = v.id
    WHERE v.id IN ({})
"""


@dataclass(frozen=True, slots=True)
class Availability:
    """A variant's stock and price, read together. `left` counts units that can be claimed now.

    `held` and `returns_at` are known only where nothing is left.
    """

    variant: int
    left: int
    held: int
    returns_at: datetime | None
    price: Decimal
    compare_at_price: Decimal | None
    lowest_price: Decimal | None  # of the product
    purchasable: bool
    changes: int

    @property
    def band(self) -> Band:
        """Which of the four things to say. What cannot be bought at all counts as sold out."""
        if not self.purchasable:
            return Band.SOLD_OUT
        if self.left:
            return Band.FEW_LEFT if self.left <= settings.FEW_LEFT else Band.AVAILABLE
        return Band.ALL_HELD if self.held else Band.SOLD_OUT

    @property
    def version(self) -> int:
        """A number that grows with everything shown here, so that a page never goes back.

        Stock and variant count their own changes. Between two of these, held units can only become
        sold ones, which touches no counter; so the fewer are held, the newer the state.
        """
        return (
            self.changes * HELD_UNITS_COUNTED
            + HELD_UNITS_COUNTED
            - 1
            - min(self.held, HELD_UNITS_COUNTED - 1)
        )

    def shown_price(self) -> Price:
        """Return the fragment that says what it costs."""
        return Price(self.variant, self.price, self.compare_at_price, self.version, self.lowest_price)

    def badge(self) -> StockBadge:
        """Return the fragment that says how stock stands."""
        left = self.left if self.band is Band.FEW_LEFT else 0
        return StockBadge(self.variant, self.band, self.version, left, self.returns_at)

    def button(self) -> BuyButton:
        """Return the fragment that lets a shopper claim units."""
        return BuyButton(self.variant, self.band, self.version)


def availability(variants: Iterable[int]) -> dict[int, Availability]:
    """Read the availability of any number of variants. Unknown variants are left out.

    One query, and a second one where nothing is left of some. That it reads later than the first does no
    harm: what moves a counter in between announces itself, and has a greater version.
    """
    rows = _states(list(variants))
    gone = [pk for pk, available, *_rest in rows if not available]
    claims = _claims(gone) if gone else {}
    return {row[0]: _stated(row, *claims.get(row[0], (0, None))) for row in rows}


def _states(variants: list[int]) -> list[tuple[Any, ...]]:
    if not variants:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_STATES.format(", ".join(["%s"] * len(variants))), variants)
        return cursor.fetchall()


def _amount(stored: Decimal | float | None) -> Decimal | None:
    """Return what the ORM would have made of it: SQLite has none but binary fractions."""
    return stored if isinstance(stored, Decimal | None) else _PRICE.to_python(stored).quantize(_SMALLEST)


def _claims(variants: list[int]) -> dict[int, tuple[int, datetime]]:
    """Return for each variant of which units are held how many, and when the first of them may return."""
    held = Reservation.objects.order_by().filter(variant__in=variants, state=Reservation.State.HELD)
    summed = held.values_list("variant").annotate(Sum("quantity"), Min("expires_at"))
    return {variant: (units, first) for variant, units, first in summed}


def _stated(row: tuple[Any, ...], held: int, returns_at: datetime | None) -> Availability:
    variant, available, moves, price, compare_at_price, version, archived, state, lowest = row
    return Availability(
        variant=variant,
        left=available or 0,
        held=held,
        returns_at=returns_at,
        price=_amount(price),
        compare_at_price=_amount(compare_at_price),
        lowest_price=_amount(lowest),
        purchasable=not archived and state == Product.State.PUBLISHED,
        changes=version + (moves or 0),
    )
