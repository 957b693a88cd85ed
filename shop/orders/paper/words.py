"""What more than one sheet says."""

from shop.orders.models import Order, OrderLine


def address(order: Order) -> list[str]:
    """Return the lines of where the order goes."""
    place = f"{order.postcode} {order.city}".strip()
    return [order.name, order.extra, order.street, place, order.region, order.country_name]


def named(line: OrderLine) -> str:
    """Return what a line is called, with its options and its SKU."""
    return ", ".join(filter(None, [line.title, line.options, line.sku]))
