"""Orders: a snapshot of what was bought, at which price, and every step, payment, parcel and refund since."""

from shop.orders.models.order import Order, OrderLine
from shop.orders.models.payment import Payment, SettledEvent
from shop.orders.models.refund import Refund, RefundLine
from shop.orders.models.shipment import Shipment, ShipmentLine
from shop.orders.models.transition import Transition

__all__ = [
    "Order",
    "OrderLine",
    "Payment",
    "Refund",
    "RefundLine",
    "SettledEvent",
    "Shipment",
    "ShipmentLine",
    "Transition",
]
