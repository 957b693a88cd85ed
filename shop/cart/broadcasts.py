"""What a shopper's own pages learn when the cart changes, in whichever tab."""

from collections.abc import Collection, Mapping
from typing import Any

from shop.cart.contents import counters
from shop.cart.models import Cart
from shop.live.topics import Kind, Snapshot, announce, register

SESSION_KEY = "cart"


def cart_changed(cart: int) -> None:
    """Tell the shopper's other pages, after commit."""
    announce("cart", cart)


def _read(carts: Collection[int]) -> dict[int, Snapshot]:
    return {pk: Snapshot(counter.version, (counter,)) for pk, counter in counters(carts).items()}


def _resolve(sessions: Mapping[str, dict[str, Any]]) -> dict[str, list[int]]:
    tokens = {session: data[SESSION_KEY] for session, data in sessions.items() if data.get(SESSION_KEY)}
    carts = dict(Cart.objects.filter(token__in=set(tokens.values())).values_list("token", "pk"))
    return {session: [carts[token]] for session, token in tokens.items() if token in carts}


register(Kind("cart", read=_read, resolve=_resolve))
