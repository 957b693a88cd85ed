"""The mails that follow from an order."""

from django.conf import settings

from shop.notifications.outbox import post
from shop.orders.access import signed_link
from shop.orders.models import Order


def confirm_by_mail(order: Order) -> None:
    """Put the confirmation into the outbox, in the same transaction as the order."""
    context = {
        "order": order,
        "lines": list(order.lines.all()),
        "link": signed_link(order),
        "shop_url": settings.PUBLIC_URL,
    }
    post("order_confirmation", order.email, context, language=order.language)


def mail_link(order: Order) -> None:
    """Mail the order's signed link to the address it was placed with."""
    post("order_link", order.email, {"order": order, "link": signed_link(order)}, language=order.language)
