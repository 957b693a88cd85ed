"""The mails that follow from an order: each written in its cause's transaction, in the order's language."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from shop.notifications.models import Mail
from shop.notifications.outbox import post
from shop.orders.access import signed_link
from shop.orders.models import Order, OrderLine, Refund, ReturnRequest, Shipment
from shop.orders.parcels import inside, still_to_come
from shop.orders.payments import captured, pay_until
from shop.orders.tracking import tracking_link

NOT_AGAIN_WITHIN = timedelta(minutes=10)  # so that nobody can flood another person's inbox


def mail_received(order: Order, lines: Sequence[OrderLine]) -> None:
    """Say that the order is placed; one that is to be paid first carries the way to pay."""
    to_pay = order.payment != Order.Payment.COD
    _post("order_received", order, lines=lines, pay_until=pay_until(order) if to_pay else None)


def mail_paid(order: Order) -> None:
    """Say that the money is here and the order stands."""
    _post("order_paid", order, lines=list(order.lines.all()))


def mail_shipped(shipment: Shipment) -> None:
    """Say what a parcel holds, how to follow it and what is still to come; its lines must stand."""
    _post(
        "order_shipped",
        shipment.order,
        shipment=shipment,
        tracking_link=tracking_link(shipment.carrier, shipment.tracking_number),
        inside=inside(shipment),
        to_come=still_to_come(shipment.order),
        first=not shipment.order.shipments.filter(pk__lt=shipment.pk).exists(),
    )


def mail_cancelled(order: Order) -> None:
    """Say that nothing will be sent, why where that is noted, and whether money goes back."""
    units = [(line, line.quantity) for line in order.lines.all()]
    step = order.transitions.filter(target=Order.State.CANCELLED).last()
    _post("order_cancelled", order, units=units, why=step.note if step else "", paid=captured(order) > 0)


def mail_refunded(refund: Refund) -> None:
    """Say how much went back, for which units and by which way."""
    units = [(row.line, row.quantity) for row in refund.lines.select_related("line")]
    _post("order_refunded", refund.order, refund=refund, units=units)


def mail_declined_late_money(order: Order, refund: Refund) -> None:
    """Say that money came when the order's units had gone, and goes back."""
    _post("order_late_payment", order, refund=refund)


def mail_return_decided(request: ReturnRequest) -> None:
    """Say whether a return was accepted or declined, and what the merchant adds."""
    units = [(row.line, row.quantity) for row in request.lines.select_related("line")]
    _post(f"return_{request.state}", request.order, request=request, units=units)


def mail_link(order: Order) -> None:
    """Mail the order's signed link to the address it was placed with, unless that was done just now."""
    lately = timezone.now() - NOT_AGAIN_WITHIN
    sent = Mail.objects.filter(kind="order_link", to=order.email, created_at__gt=lately)
    if sent.filter(subject__contains=order.number).exists():
        return
    _post("order_link", order)


def _post(kind: str, order: Order, **more: Any) -> None:
    """Write the mail; the order of a shopper who was forgotten has nobody to write to."""
    if not order.email:
        return
    context = {"order": order, "link": signed_link(order), **more}
    post(kind, order.email, context, language=order.language)
