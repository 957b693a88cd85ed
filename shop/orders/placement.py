"""Placing an order: one short transaction from cart to order, which happens once."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.conf import settings
from django.utils.translation import get_language

from shop.accounts.models import User
from shop.cart.contents import lines_of
from shop.cart.countdown import is_live
from shop.cart.locking import lock_to_place
from shop.cart.models import Cart, CartLine
from shop.catalogue.models import tax_rate
from shop.inventory.locking import lock_stocks, transactional
from shop.inventory.models import Reservation
from shop.inventory.releasing import release
from shop.inventory.reservations import Claim, HoldExpired, confirm, reserve
from shop.orders.delivery import Delivery
from shop.orders.mails import mail_received
from shop.orders.models import Order, OrderLine, Transition
from shop.orders.quotes import Totals, still_true, totals


class EmptyCart(Exception):
    """There is nothing to order."""


class QuoteChanged(Exception):
    """What the shopper was shown is not what the order would be now."""


class LineNotForSale(Exception):
    """A line's variant was archived or unpublished. `line` names it."""

    def __init__(self, line: CartLine) -> None:
        super().__init__(f"variant {line.variant_id} is not for sale")
        self.line = line


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets the order, and where."""

    email: str
    name: str
    phone: str
    street: str
    extra: str
    postcode: str
    city: str
    country: str


def place_order(
    cart: Cart,
    recipient: Recipient,
    delivery: Delivery,
    *,
    key: uuid.UUID,
    quote: str,
    user: User | None = None,
    payment: str = Order.Payment.COD,
) -> Order:
    """Turn the cart into an order, whose total is what the quote said; the same key gets the same order.

    Locks cart, stock (only where units must be claimed anew), reservations. Raises EmptyCart, QuoteChanged,
    LineNotForSale, OutOfStock, Busy; nothing has changed then.
    """
    try:
        return _place(cart, recipient, delivery, key=key, quote=quote, user=user, payment=payment)
    except HoldExpired:  # between our look at it and its confirmation: look again
        return _place(cart, recipient, delivery, key=key, quote=quote, user=user, payment=payment)


def placed_with(key: uuid.UUID) -> Order | None:
    """Return the order that was placed with this key."""
    return Order.objects.filter(placement_key=key).first()


@transactional
def _place(
    cart: Cart,
    recipient: Recipient,
    delivery: Delivery,
    *,
    key: uuid.UUID,
    quote: str,
    user: User | None,
    payment: str,
) -> Order:
    if not lock_to_place(cart, key):
        return _placed_before(cart, key)
    lines = list(lines_of(cart))
    _refuse_what_changed(lines, key, quote)
    order = _record(key, recipient, delivery, totals(lines, delivery), user, payment)
    order_lines = [_order_line(order, line) for line in lines]
    mail_received(order, order_lines)
    _record_lines(order_lines, _claim_all(cart, lines))
    CartLine.objects.filter(pk__in=[line.pk for line in lines]).delete()
    return order


def _placed_before(cart: Cart, key: uuid.UUID) -> Order:
    """Return the order that the key became: a cart gets its next key in the transaction that places it."""
    if order := placed_with(key):
        return order
    raise QuoteChanged if cart.lines.exists() else EmptyCart


def _refuse_what_changed(lines: Sequence[CartLine], key: uuid.UUID, quote: str) -> None:
    if not lines:
        raise EmptyCart
    for line in lines:
        if not line.variant.purchasable:
            raise LineNotForSale(line)
    if not still_true(quote, key, lines):
        raise QuoteChanged


def _claim_all(cart: Cart, lines: Sequence[CartLine]) -> dict[int, int]:
    """Return the sold reservation of each variant; what is not held any more is claimed anew, first.

    The last slow thing of a placement has happened before: from here on stock may be locked.
    """
    held = {line.variant_id: line.reservation_id for line in lines if _is_held(line)}
    missing = [line for line in lines if line.variant_id not in held]
    anew = _claim_anew(cart, missing) if missing else {}
    confirm([*held.values(), *anew.values()])
    return held | anew


def _is_held(line: CartLine) -> bool:
    return is_live(line.reservation, line.clock) and line.reservation.quantity == line.quantity


def _claim_anew(cart: Cart, missing: Sequence[CartLine]) -> dict[int, int]:
    lock_stocks([line.variant_id for line in missing])
    release([line.reservation_id for line in missing if line.reservation_id], origin=Reservation.State.HELD)
    claims = [Claim(line.variant_id, line.quantity, settings.PLACEMENT_HOLD_SECONDS) for line in missing]
    reservations = reserve(claims, claimant=f"cart:{cart.pk}")
    return {reservation.variant_id: reservation.pk for reservation in reservations}


def _record(
    key: uuid.UUID,
    recipient: Recipient,
    delivery: Delivery,
    amounts: Totals,
    user: User | None,
    payment: str,
) -> Order:
    order = Order.objects.create(
        placement_key=key,
        user=user,
        payment=payment,
        **asdict(recipient),
        delivery=delivery.code,
        delivery_price=amounts.delivery,
        subtotal=amounts.subtotal,
        total=amounts.total,
        tax=amounts.tax,
        currency=settings.CURRENCY,
        language=get_language() or settings.LANGUAGE_CODE,
    )
    Transition.objects.create(order=order, target=order.state, actor=user)
    return order


def _order_line(order: Order, line: CartLine) -> OrderLine:
    return OrderLine(
        order=order,
        variant=line.variant,
        sku=line.variant.sku,
        title=line.variant.product.title,
        options=line.variant.label,
        unit_price=line.variant.price,
        quantity=line.quantity,
        tax_rate=tax_rate(line.variant.tax_class),
    )


def _record_lines(order_lines: Sequence[OrderLine], reservations: dict[int, int]) -> None:
    for line in order_lines:
        line.reservation_id = reservations[line.variant_id]
    OrderLine.objects.bulk_create(order_lines)
