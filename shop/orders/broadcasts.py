"""What the open pages of an order learn when it moves on."""

from collections.abc import Collection

from django.db.models import F

from components.notice import Notice
from shop.live.topics import Kind, Snapshot, announce, register
from shop.orders.access import visible_orders
from shop.orders.models import Order
from shop.orders.progress import Life, lives_of


def order_changed(order: int) -> None:
    """Tell the order's open pages, after commit. Whoever calls this has raised its version."""
    announce("order", order)


def order_touched(order: int) -> None:
    """Raise the version of an order whose page shows something new besides its state, and tell."""
    Order.objects.filter(pk=order).update(version=F("version") + 1)
    order_changed(order)


def _read(orders: Collection[int]) -> dict[int, Snapshot]:
    return {pk: _snapshot(life) for pk, life in lives_of(orders).items()}


def _snapshot(life: Life) -> Snapshot:
    shown, news = life.progress, life.news
    notices = (Notice(news, about=shown.dom_id),) if news else ()
    return Snapshot(shown.version, (shown, *notices))


register(Kind("order", read=_read, admit=visible_orders))
