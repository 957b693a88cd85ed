"""Orders: a snapshot of what was bought, at which price, and every step since."""

from shop.orders.models.order import Order, OrderLine
from shop.orders.models.transition import Transition

__all__ = ["Order", "OrderLine", "Transition"]
