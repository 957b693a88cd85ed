"""Placing an order: one short transaction from cart to order, which happens once."""

import uuid
from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from shop.accounts.models import User
from shop.cart.countdown import is_live
from shop.cart.locking import lock_to_place
from shop.cart.models import Cart, CartLine
from shop.inventory.locking import lock_stocks, transactional
from shop.inventory.models import Reservation
from shop.inventory.releasing import release
from shop.inventory.reservations import Claim, HoldExpired, confirm, reserve
from shop.orders.delivery import Delivery
from shop.orders.discounts import Customer, UsedMeanwhile, take
from shop.orders.mails import mail_received
from shop.orders.models import Order, OrderLine
from shop.orders.quotes import Basket, Totals, basket_of, still_true, totals
from shop.orders.recording import Recipient, lines_of, record
from shop.orders.transitions import advance


class EmptyCart(Exception):
    """There is nothing to order."""


class QuoteChanged(Exception):
    """What the shopper was shown is not what the order would be now."""


class LineNotForSale(Exception):
    """A line's variant was archived or unpublished. `line` names it."""

    def __init__(self, line: CartLine) -> None:
        super().__init__(f"variant {line.variant_id} is not for sale")
        self.line = line


class NotDelivered(Exception):
    """The delivery does not go to that country, or does not take a parcel of that weight or value there."""

    def __init__(self, country: str) -> None:
        super().__init__(f"does not go to {country}")
        self.country = country


def place_order(
    cart: Cart,
    recipient: Recipient,
    delivery: str,
    *,
    key: uuid.UUID,
    quote: str,
    user: User | None = None,
    payment: str = Order.Payment.COD,
) -> Order:
    """Turn the cart into an order, whose total is what the quote said; the same key gets the same order.

    Locks cart, discount (where there is one), stock (only where units must be claimed anew), reservations.
    Raises EmptyCart, QuoteChanged, LineNotForSale, NotDelivered, OutOfStock, Busy; nothing has changed then.
    `delivery` is a method's code. An order that costs nothing is paid at once.
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
    delivery: str,
    *,
    key: uuid.UUID,
    quote: str,
    user: User | None,
    payment: str,
) -> Order:
    if not lock_to_place(cart, key):
        return _placed_before(cart, key)
    customer = Customer(user, recipient.email)
    basket = basket_of(cart, customer)
    _refuse_what_is_gone(basket.lines)
    way, amounts = _priced(basket, recipient.country, delivery)
    if not still_true(quote, key, basket, delivery, amounts):
        raise QuoteChanged
    order = record(key, recipient, way, amounts, basket, user, payment)
    order_lines = lines_of(order, basket, amounts)
    mail_received(order, order_lines)
    _use_discount(basket, order, customer)
    _record_lines(order_lines, _claim_all(cart, basket.lines))
    CartLine.objects.filter(pk__in=[line.pk for line in basket.lines]).delete()
    return order if order.total else advance(order, Order.State.PAID, note=_("There was nothing to pay."))


def _placed_before(cart: Cart, key: uuid.UUID) -> Order:
    """Return the order that the key became: a cart gets its next key in the transaction that places it."""
    if order := placed_with(key):
        return order
    raise QuoteChanged if cart.lines.exists() else EmptyCart


def _refuse_what_is_gone(lines: Sequence[CartLine]) -> None:
    if not lines:
        raise EmptyCart
    for line in lines:
        if not line.variant.purchasable:
            raise LineNotForSale(line)


def _priced(basket: Basket, country: str, code: str) -> tuple[Delivery, Totals]:
    for delivery in basket.tariff.deliveries(country):
        if delivery.code == code and (amounts := totals(basket, country, delivery)):
            return delivery, amounts
    raise NotDelivered(country)


def _use_discount(basket: Basket, order: Order, customer: Customer) -> None:
    if basket.discount is None:
        return
    try:
        take(basket.discount, order, customer)
    except UsedMeanwhile:
        raise QuoteChanged from None


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


def _record_lines(order_lines: Sequence[OrderLine], reservations: dict[int, int]) -> None:
    for line in order_lines:
        line.reservation_id = reservations[line.variant_id]
    OrderLine.objects.bulk_create(order_lines)
