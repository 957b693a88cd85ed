"""What a parcel holds, and what of an order is still to come."""

from collections import Counter

from shop.orders.models import Order, OrderLine, Shipment, ShipmentLine

Units = list[tuple[OrderLine, int]]


def inside(shipment: Shipment) -> Units:
    """Return the lines in a parcel, and how many units of each."""
    return [(row.line, row.quantity) for row in shipment.lines.select_related("line")]


def still_to_come(order: Order) -> Units:
    """Return the lines that no parcel holds whole, and how many units of each are in none."""
    sent: Counter[int] = Counter()
    for line, quantity in ShipmentLine.objects.filter(shipment__order=order).values_list("line", "quantity"):
        sent[line] += quantity
    left = [(line, line.quantity - sent[line.pk]) for line in order.lines.all()]
    return [(line, quantity) for line, quantity in left if quantity > 0]
