"""What a shopper's own pages learn when the cart or a hold changes, in whichever tab or by the clock."""

from collections.abc import Collection

from django.db.models.functions import Coalesce
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from components.notice import Notice
from shop.cart.contents import counters
from shop.cart.countdown import countdown, held_lines
from shop.cart.models import Cart, CartLine
from shop.live.topics import Kind, Sessions, Snapshot, announce, register

SESSION_KEY = "cart"


def cart_changed(cart: int) -> None:
    """Tell the shopper's other pages, after commit."""
    announce("cart", cart)


def _read(carts: Collection[int]) -> dict[int, Snapshot]:
    elsewhere = _("Your cart changed in another tab.")
    return {
        pk: Snapshot(counter.version, (counter, Notice(elsewhere, about=counter.dom_id)))
        for pk, counter in counters(carts).items()
    }


def _resolve(sessions: Sessions) -> dict[str, list[int]]:
    tokens = _tokens(sessions)
    named = Cart.objects.filter(token__in=set(tokens.values()))
    carts = dict(named.values_list("token", Coalesce("joined", "pk")))
    return {session: [carts[token]] for session, token in tokens.items() if token in carts}


def _tokens(sessions: Sessions) -> dict[str, str]:
    return {session: data[SESSION_KEY] for session, data in sessions.items() if data.get(SESSION_KEY)}


def _read_holds(reservations: Collection[int]) -> dict[int, Snapshot]:
    return {pk: _held(line) for pk, line in held_lines(reservations).items()}


def _held(line: CartLine) -> Snapshot:
    clock = countdown(line)
    if clock.seconds_left:
        return Snapshot(clock.version, (clock,))
    title = line.variant.product.title
    over = format_lazy(_("Your hold on {title} ran out."), title=title)
    return Snapshot(clock.version, (clock, Notice(over, about=clock.dom_id)))


def _admit_to_holds(sessions: Sessions, named: Collection[int]) -> dict[str, set[int]]:
    tokens = _tokens(sessions)
    lines = CartLine.objects.filter(reservation__in=list(named), cart__token__in=set(tokens.values()))
    held: dict[str, set[int]] = {token: set() for token in tokens.values()}
    for token, reservation in lines.values_list("cart__token", "reservation"):
        held[token].add(reservation)
    return {session: held[token] for session, token in tokens.items()}


register(Kind("cart", read=_read, resolve=_resolve))
register(Kind("hold", read=_read_holds, admit=_admit_to_holds))
