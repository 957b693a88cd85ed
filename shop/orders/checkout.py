"""What the checkout page shows besides its form."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shop.cart.contents import CartView, contents
from shop.cart.models import Cart, CartLine
from shop.orders.delivery import DELIVERIES
from shop.orders.forms import CheckoutForm
from shop.orders.payment_choice import ways_to_pay
from shop.orders.quotes import quote, totals


@dataclass(frozen=True, slots=True)
class DeliveryChoice:
    """A way to deliver, with what it and the whole order would cost."""

    code: str
    name: str
    promise: str
    price: Decimal
    total: Decimal


def checkout_context(
    cart: Cart, lines: Sequence[CartLine], form: CheckoutForm, *, changed: bool = False
) -> dict[str, Any]:
    """Return what templates/orders/checkout.html reads of the cart's lines; the form's quote is made anew."""
    view = contents(lines)
    chosen = DELIVERIES.get(form["delivery"].value(), DELIVERIES["standard"])
    return {
        "form": _quoted(form, cart, quote(cart.placement_key, lines)),
        "cart": view,
        "deliveries": [_choice(code, view) for code in DELIVERIES],
        "totals": totals(lines, chosen),
        "payments": ways_to_pay(),
        "changed": changed,
    }


def _choice(code: str, cart: CartView) -> DeliveryChoice:
    delivery = DELIVERIES[code]
    price = delivery.price(cart.subtotal)
    return DeliveryChoice(code, str(delivery.name), str(delivery.promise), price, cart.subtotal + price)


def _quoted(form: CheckoutForm, cart: Cart, signed: str) -> CheckoutForm:
    fresh = {"quote": signed, "key": str(cart.placement_key)}
    if form.is_bound:
        form.data = {**form.data.dict(), **fresh}
    form.initial |= fresh
    return form
