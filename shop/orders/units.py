"""How many units of an order's lines went out, came back, and are still to go."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import IntegerField, Model, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from shop import money
from shop.orders.models import Order, OrderLine, RefundLine, ShipmentLine


@dataclass(frozen=True, slots=True)
class LineUnits:
    """A line's units: those `sent` and those `refunded`.

    A refund is first of all about units that did not leave yet; what has left comes back once nothing is
    left to go (shop/orders/returns.py).
    """

    line: OrderLine
    sent: int
    refunded: int

    @property
    def to_ship(self) -> int:
        """Units still to go out."""
        return max(0, self.kept - self.sent)

    @property
    def kept(self) -> int:
        """Units whose price was not given back."""
        return self.line.quantity - self.refunded

    @property
    def returnable(self) -> int:
        """Units that the shopper got and paid for."""
        return min(self.sent, self.kept)

    def worth(self, units: int) -> Decimal:
        """Return the price of that many of the units kept; all units of a line add up to its total."""
        left = self.kept - units
        before, after = (self.line.total * kept / self.line.quantity for kept in (left, self.kept))
        return money.rounded(after) - money.rounded(before)


def units_of(lines: QuerySet[OrderLine]) -> list[LineUnits]:
    """Count the units of lines, in one query."""
    counted = lines.annotate(sent=_units(ShipmentLine), refunds=_units(RefundLine))
    return [LineUnits(line, line.sent, line.refunds) for line in counted]


def units_to_ship(order: Order) -> Mapping[int, int]:
    """Return how many units of each line (by its primary key) are still to go out."""
    return {units.line.pk: units.to_ship for units in units_of(order.lines.all()) if units.to_ship}


def _units(rows: type[Model]) -> Coalesce:
    of_line = rows.objects.filter(line=OuterRef("pk")).order_by().values("line")
    summed = of_line.annotate(units=Sum("quantity")).values("units")
    return Coalesce(Subquery(summed, output_field=IntegerField()), 0)
