"""Mail as designers see it: made up from rows that are never saved."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from shop.notifications.previews import show
from shop.orders.access import signed_link
from shop.orders.models import Order, OrderLine, Payment, Refund, ReturnRequest, Shipment
from shop.orders.tracking import tracking_link

ORDER = Order(
    number="K7WQ-2M4X8",
    email="ada@example.com",
    name="Ada Lindgren",
    street="12 Harbour Street",
    extra="c/o Lindgren & Daughters",
    postcode="1010",
    city="Vienna",
    country="AT",
    delivery="standard",
    delivery_name="Standard",
    delivery_price=Decimal("4.90"),
    subtotal=Decimal("68.00"),
    discount=Decimal("6.80"),
    discount_code="WELCOME",
    total=Decimal("66.10"),
    tax=Decimal("11.02"),
    currency="EUR",
    language="en",
    placed_at=timezone.now(),
)
LINES = [
    OrderLine(title="Enamel mug", options="Ink, Large", unit_price=Decimal("19.00"), quantity=2),
    OrderLine(title="Linen apron with a rather long name", unit_price=Decimal("30.00"), quantity=1),
]
PAYMENT = Payment(pk=1, order=ORDER, provider="stripe", amount=ORDER.total)
REFUND = Refund(order=ORDER, payment=PAYMENT, amount=Decimal("19.00"))
ALL = Refund(order=ORDER, payment=PAYMENT, amount=ORDER.total)
ACCEPTED = ReturnRequest(order=ORDER, refund=REFUND)
DECLINED = ReturnRequest(order=ORDER, note="The mug has been used: we cannot sell it again.")
PARCEL = Shipment(order=ORDER, carrier="DHL", tracking_number="JJD0001234567890")


def _about(**more: Any) -> Mapping[str, Any]:
    return {"order": ORDER, "link": signed_link(ORDER), **more}


def _parcel(first: bool = True, rest: int = 0) -> Mapping[str, Any]:
    link = tracking_link(PARCEL.carrier, PARCEL.tracking_number)
    inside, to_come = [(LINES[0], 2 - rest)], [(LINES[0], rest)] if rest else []
    return _about(shipment=PARCEL, tracking_link=link, inside=inside, to_come=to_come, first=first)


show(
    {
        "order_received:on-delivery": lambda: _about(lines=LINES, pay_until=None),
        "order_received:to-pay": lambda: _about(
            lines=LINES, pay_until=ORDER.placed_at + timedelta(minutes=30)
        ),
        "order_paid": lambda: _about(lines=LINES),
        "order_shipped": _parcel,
        "order_shipped:in-parts": lambda: _parcel(rest=1),
        "order_cancelled": lambda: _about(units=[(LINES[0], 2)], paid=False, why="It was not paid in time."),
        "order_cancelled:after-paying": lambda: _about(units=[(LINES[0], 2)], paid=True, why=""),
        "order_refunded": lambda: _about(refund=REFUND, units=[(LINES[0], 1)]),
        "order_refunded:by-hand": lambda: _about(refund=Refund(order=ORDER, amount=Decimal(5)), units=[]),
        "order_late_payment": lambda: _about(refund=ALL),
        "return_accepted": lambda: _about(units=[(LINES[0], 1)], request=ACCEPTED),
        "return_declined": lambda: _about(units=[(LINES[0], 1)], request=DECLINED),
        "order_link": _about,
    }
)
