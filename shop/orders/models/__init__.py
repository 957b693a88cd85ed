"""Orders: a snapshot of what was bought, and every step, payment, parcel, return and refund since."""

from shop.orders.models.invoice import Invoice, InvoiceCounter
from shop.orders.models.order import Order, OrderLine
from shop.orders.models.payment import Payment, SettledEvent
from shop.orders.models.refund import Refund, RefundLine
from shop.orders.models.return_request import ReturnLine, ReturnRequest
from shop.orders.models.shipment import Shipment, ShipmentLine
from shop.orders.models.transition import Transition

__all__ = [
    "Invoice",
    "InvoiceCounter",
    "Order",
    "OrderLine",
    "Payment",
    "Refund",
    "RefundLine",
    "ReturnLine",
    "ReturnRequest",
    "SettledEvent",
    "Shipment",
    "ShipmentLine",
    "Transition",
]
