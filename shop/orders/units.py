"""How many units of an order's lines went out, came back, and are still to go."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import IntegerField, Model, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from shop import money
from shop.orders.models import Order, OrderLine, RefundLine, ReturnLine, ReturnRequest, ShipmentLine


@dataclass(frozen=True, slots=True)
class LineUnits:
    """A line's units: those `sent`, those `refunded`, and how many of these a return `took_back`."""

    line: OrderLine
    sent: int
    refunded: int
    took_back: int

    @property
    def to_ship(self) -> int:
        """Units still to go out. A refund without a return is first of all about units that did not."""
        return max(0, self.line.quantity - self.sent - max(0, self.refunded - self.took_back))

    @property
    def kept(self) -> int:
        """Units whose price was not given back."""
        return self.line.quantity - self.refunded

    @property
    def returnable(self) -> int:
        """Units that the shopper got, paid for, and did not send back."""
        return max(0, min(self.sent - self.took_back, self.kept))

    def worth(self, units: int) -> Decimal:
        """Return the price of that many of the units kept; all units of a line add up to its total."""
        before, after = (
            self.line.total * kept / self.line.quantity for kept in (self.kept - units, self.kept)
        )
        return money.rounded(after) - money.rounded(before)


def units_of(lines: QuerySet[OrderLine]) -> list[LineUnits]:
    """Count the units of lines, in one query."""
    accepted = ReturnLine.objects.filter(request__state=ReturnRequest.State.ACCEPTED)
    counted = lines.annotate(
        sent=_units(ShipmentLine.objects.all()),
        refunds=_units(RefundLine.objects.all()),
        took_back=_units(accepted),
    )
    return [LineUnits(line, line.sent, line.refunds, line.took_back) for line in counted]


def units_to_ship(order: Order) -> Mapping[int, int]:
    """Return how many units of each line (by its primary key) are still to go out."""
    return {units.line.pk: units.to_ship for units in units_of(order.lines.all()) if units.to_ship}


def _units(rows: QuerySet[Model]) -> Coalesce:
    summed = rows.filter(line=OuterRef("pk")).order_by().values("line").annotate(units=Sum("quantity"))
    return Coalesce(Subquery(summed.values("units"), output_field=IntegerField()), 0)
