"""What a parcel holds, and what of an order is still to come."""

from shop.orders.models import Order, OrderLine, Shipment
from shop.orders.units import units_of

Units = list[tuple[OrderLine, int]]


def inside(shipment: Shipment) -> Units:
    """Return the lines in a parcel, and how many units of each."""
    return [(row.line, row.quantity) for row in shipment.lines.select_related("line")]


def still_to_come(order: Order) -> Units:
    """Return the lines of which units are still to go out, and how many of each."""
    return [(units.line, units.to_ship) for units in units_of(order.lines.all()) if units.to_ship]
