"""The row lock on an order. It comes after the cart's and before stock."""

from shop.inventory.locking import locked
from shop.orders.models import Order


def lock_order(pk: int) -> Order:
    """Lock the order until the transaction ends."""
    return locked(Order.objects.filter(pk=pk)).get()
