"""What the checkout page shows besides its form."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from shop.accounts.countries import by_name, country_name
from shop.cart.contents import contents
from shop.cart.models import Cart
from shop.orders.forms import CheckoutForm
from shop.orders.payment_choice import ways_to_pay
from shop.orders.quotes import Basket, quote, totals
from shop.orders.refusals import why_not


@dataclass(frozen=True, slots=True)
class DeliveryChoice:
    """A way to deliver, with what it and the whole order would cost."""

    code: str
    name: str
    promise: str
    price: Decimal
    total: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True)
class CodePanel:
    """The cart's discount code: what it takes off, or why it takes nothing off; and what was tried last."""

    code: str = ""
    taken_off: Decimal | None = None
    refused: str = ""
    error: str = ""


def checkout_context(
    cart: Cart, basket: Basket, form: CheckoutForm, *, changed: bool = False, code_error: str = ""
) -> dict[str, Any]:
    """Return what templates/orders/checkout.html reads of the basket; the form's quote is made anew."""
    served = basket.tariff.countries()
    chosen = form["country"].value()
    country = chosen if chosen in served else next(iter(served), "")
    form.fields["country"].choices = [("", _("Choose a country")), *by_name(served)]
    deliveries = _choices(basket, country)
    return {
        "form": _quoted(form, cart, quote(cart.placement_key, basket, country)),
        "cart": contents(basket.lines),
        "edition": basket.tariff.mark,
        "deliveries": deliveries,
        "delivery": _chosen(form, deliveries),
        "presumed": country_name(country) if country != chosen and basket.tariff.differs() else "",
        "subtotal": basket.subtotal,
        "discount": _code_panel(cart, basket, code_error),
        "payments": ways_to_pay(),
        "changed": changed,
    }


def _choices(basket: Basket, country: str) -> list[DeliveryChoice]:
    ways = [(way, totals(basket, country, way)) for way in basket.tariff.deliveries(country)]
    return [
        DeliveryChoice(way.code, way.name, way.promise, costs.delivery, costs.total, costs.tax)
        for way, costs in ways
        if costs
    ]


def _chosen(form: CheckoutForm, deliveries: list[DeliveryChoice]) -> str:
    """The code of the delivery that is marked: the one asked for if it goes there, else the first."""
    codes = [delivery.code for delivery in deliveries]
    asked = form["delivery"].value()
    return asked if asked in codes else next(iter(codes), "")


def _code_panel(cart: Cart, basket: Basket, error: str) -> CodePanel:
    if basket.discount:
        return CodePanel(basket.discount.code, basket.taken_off, error=error)
    refused = why_not(basket.refused) if basket.refused else ""
    return CodePanel(cart.discount_code, refused=refused, error=error)


def _quoted(form: CheckoutForm, cart: Cart, signed: str) -> CheckoutForm:
    fresh = {"quote": signed, "key": str(cart.placement_key)}
    if form.is_bound:
        form.data = {**form.data.dict(), **fresh}
    form.initial |= fresh
    return form
