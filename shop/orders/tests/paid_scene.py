"""What the tests of payments start from: an order that waits for `demo`'s money, and what `demo` says."""

from dataclasses import replace
from typing import Any

from shop.cart.holds import add
from shop.cart.models import Cart
from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.orders.models import Order
from shop.orders.paying import begin
from shop.orders.settlement import settle
from shop.orders.tests.placing import place
from shop.payments.demo import Demo, end
from shop.payments.models import DemoSession
from shop.payments.providers import Event


def awaiting(variant: Variant | None = None, units: int = 2) -> Order:
    """Place an order that is to be paid with `demo`: two at 25.00 and the delivery, of five in stock."""
    cart = Cart.objects.create()
    add(cart, variant or make_product(price="25.00", stock=5).default_variant, units)
    return place(cart, payment="demo")


def open_session(order: Order) -> DemoSession:
    """Send the shopper to `demo`."""
    begin(order, "demo")
    return DemoSession.objects.filter(order=order.number).latest("created_at")


def charged(session: DemoSession, /, **changes: Any) -> Event:
    """Let the shopper pay, and return what `demo` says of it, changed so."""
    end(session.pk, DemoSession.State.PAID)
    return replace(Demo().lookup(session.pk), **changes)


def paid_order() -> Order:
    """Place an order and pay it."""
    order = awaiting()
    settle(charged(open_session(order)))
    order.refresh_from_db()
    return order
