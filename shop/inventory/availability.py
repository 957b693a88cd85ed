"""What the shop may say about a variant's stock at this moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db.models import Case, F, IntegerField, Min, OuterRef, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from components.stock import Band, BuyButton, StockBadge
from shop.catalogue.models import Product, Variant
from shop.inventory.models import Reservation

HELD_UNITS_COUNTED = 10**6


@dataclass(frozen=True, slots=True)
class Availability:
    """A variant's stock and price, read in one statement. `left` counts units that can be claimed now.

    `held` and `returns_at` are known only where nothing is left.
    """

    variant: int
    left: int
    held: int
    returns_at: datetime | None
    price: Decimal
    compare_at_price: Decimal | None
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

    def badge(self) -> StockBadge:
        """Return the fragment that says how stock stands."""
        return StockBadge(self.variant, self.band, self.version, self.left, self.returns_at)

    def button(self) -> BuyButton:
        """Return the fragment that lets a shopper claim units."""
        return BuyButton(self.variant, self.band, self.version)


def availability(variants: Iterable[int]) -> dict[int, Availability]:
    """Read the availability of any number of variants in one query. Unknown variants are left out."""
    return {row["pk"]: _stated(row) for row in _rows(list(variants))}


def _rows(variants: list[int]) -> QuerySet[Variant, dict]:
    held = (
        Reservation.objects.filter(variant=OuterRef("pk"), state=Reservation.State.HELD)
        .order_by()
        .values("variant")
    )
    left = Coalesce(F("stock__available"), 0)
    nothing_left = When(left_now=0, then=Subquery(held.annotate(units=Sum("quantity")).values("units")))
    next_return = When(left_now=0, then=Subquery(held.annotate(first=Min("expires_at")).values("first")))
    return (
        Variant.objects.filter(pk__in=variants)
        .order_by()
        .annotate(left_now=left)
        .annotate(
            held=Coalesce(Case(nothing_left, output_field=IntegerField()), 0),
            returns_at=Case(next_return),
            changes=F("version") + Coalesce(F("stock__version"), 0),
        )
        .values(
            "pk",
            "left_now",
            "held",
            "returns_at",
            "price",
            "compare_at_price",
            "changes",
            "archived",
            "product__state",
        )
    )


def _stated(row: dict) -> Availability:
    return Availability(
        variant=row["pk"],
        left=row["left_now"],
        held=row["held"],
        returns_at=row["returns_at"],
        price=row["price"],
        compare_at_price=row["compare_at_price"],
        purchasable=not row["archived"] and row["product__state"] == Product.State.PUBLISHED,
        changes=row["changes"],
    )
