"""The mails that follow from an order."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from shop.notifications.models import Mail
from shop.notifications.outbox import post
from shop.orders.access import signed_link
from shop.orders.models import Order, OrderLine

NOT_AGAIN_WITHIN = timedelta(minutes=10)  # so that nobody can flood another person's inbox


def mail_received(order: Order, lines: Sequence[OrderLine]) -> None:
    """Put the confirmation into the outbox, in the same transaction as the order."""
    context = {
        "order": order,
        "lines": lines,
        "link": signed_link(order),
        "shop_url": settings.PUBLIC_URL,
    }
    post("order_confirmation", order.email, context, language=order.language)


def mail_link(order: Order) -> None:
    """Mail the order's signed link to the address it was placed with, unless that was done just now."""
    lately = timezone.now() - NOT_AGAIN_WITHIN
    if Mail.objects.filter(kind="order_link", to=order.email, created_at__gt=lately).exists():
        return
    post("order_link", order.email, {"order": order, "link": signed_link(order)}, language=order.language)
