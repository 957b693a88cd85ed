"""What the open pages of an order learn when it moves on."""

from collections.abc import Collection

from components.notice import Notice
from components.order import OrderProgress
from shop.live.topics import Kind, Snapshot, announce, register
from shop.orders.access import visible_orders
from shop.orders.progress import NEWS, progress_of


def order_changed(order: int) -> None:
    """Tell the order's open pages, after commit."""
    announce("order", order)


def _read(orders: Collection[int]) -> dict[int, Snapshot]:
    return {pk: _snapshot(progress) for pk, progress in progress_of(orders).items()}


def _snapshot(progress: OrderProgress) -> Snapshot:
    news = NEWS.get(progress.state)
    notices = (Notice(news, about=progress.dom_id),) if news else ()
    return Snapshot(progress.version, (progress, *notices))


register(Kind("order", read=_read, admit=visible_orders))
