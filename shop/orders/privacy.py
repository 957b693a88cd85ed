"""A shopper's orders, to take along and to forget: they stay in the books and say no more whose they were."""

from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import ngettext

from shop.accounts.models import User
from shop.accounts.privacy import Holding, addresses_of, register
from shop.notifications.models import Mail
from shop.orders.broadcasts import order_changed
from shop.orders.locking import lock_orders
from shop.orders.models import Order, Refund, ReturnRequest

OVER = (Order.State.DELIVERED, Order.State.CANCELLED, Order.State.REFUNDED)
# The country stays: taxes are paid by it.
PERSONAL = ("email", "phone", "name", "street", "extra", "postcode", "city", "region")


def orders_of(user: User) -> QuerySet[Order]:
    """Return the shopper's orders, and those of a guest with a confirmed address of theirs."""
    as_guest = Q(user=None, address__in=addresses_of(user))
    return Order.objects.alias(address=Lower("email")).filter(Q(user=user) | as_guest)


@transaction.atomic
def forget(user: User) -> None:
    """Take everything personal out of orders that are over, and remove their mails. Locks the orders."""
    for order in lock_orders(orders_of(user).filter(state__in=OVER)):
        order.returns.update(note="")
        about = Q(subject__contains=order.number) | Q(text__contains=order.number)
        Mail.objects.filter(about, to=order.email).delete()
        blank = dict.fromkeys(PERSONAL, "")
        Order.objects.filter(pk=order.pk).update(user=None, version=F("version") + 1, **blank)
        order_changed(order.pk)


def obstacle(user: User) -> str:
    """Say which orders are not over: a parcel or money needs somebody to arrive at."""
    on_its_way = Q(returns__state=ReturnRequest.State.OPEN) | Q(refunds__state=Refund.State.WAITING)
    unfinished = orders_of(user).filter(~Q(state__in=OVER) | on_its_way)
    numbers = unfinished.distinct().values_list("number", flat=True)
    if not numbers:
        return ""
    text = ngettext(
        "Order %(numbers)s is not over yet. Cancel it, or wait until all of it has arrived.",
        "Orders %(numbers)s are not over yet. Cancel them, or wait until all of it has arrived.",
        len(numbers),
    )
    return text % {"numbers": ", ".join(numbers)}


def _export(user: User) -> list[dict[str, Any]]:
    return [_said(order) for order in orders_of(user).prefetch_related("lines", "transitions")]


def _said(order: Order) -> dict[str, Any]:
    fields = {
        field.name: field.value_from_object(order) for field in Order._meta.concrete_fields if field.editable
    }
    lines = order.lines.values("sku", "title", "options", "unit_price", "quantity", "discount", "tax_rate")
    steps = [{"to": step.target, "at": step.at} for step in order.transitions.all()]
    return {"number": order.number, **fields, "lines": list(lines), "steps": steps}


register(Holding("orders", _export, forget, obstacle))
