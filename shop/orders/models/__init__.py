"""Orders: a snapshot of what was bought, and every step, payment, parcel, return and refund since."""

from shop.orders.models.delivery import DeliveryMethod, DeliveryRate, Zone
from shop.orders.models.discount import Discount, DiscountUse
from shop.orders.models.invoice import Invoice, InvoiceCounter
from shop.orders.models.order import Order, OrderLine
from shop.orders.models.payment import Payment, SettledEvent
from shop.orders.models.refund import Refund, RefundLine
from shop.orders.models.return_request import ReturnLine, ReturnRequest
from shop.orders.models.shipment import Shipment, ShipmentLine
from shop.orders.models.tariff import TariffEdition
from shop.orders.models.tax import TaxRate
from shop.orders.models.transition import Transition

__all__ = [
    "DeliveryMethod",
    "DeliveryRate",
    "Discount",
    "DiscountUse",
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
    "TariffEdition",
    "TaxRate",
    "Transition",
    "Zone",
]
