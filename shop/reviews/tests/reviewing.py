"""What the tests of reviews start from: somebody who bought a thing, and what they say of it."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from shop.accounts.models import User
from shop.cart.holds import add
from shop.cart.models import Cart
from shop.catalogue.models import Product
from shop.inventory.models import Reservation
from shop.orders.models import Order, OrderLine
from shop.orders.shipping import deliver
from shop.orders.tests.fulfilling import send
from shop.orders.tests.placing import place
from shop.orders.transitions import advance
from shop.reviews.models import Review
from shop.reviews.words import Words
from shop.reviews.writing import write


def ordered(product: Product, quantity: int = 1, **changes: Any) -> OrderLine:
    """Return the line of an order of the product."""
    cart = Cart.objects.create()
    add(cart, product.default_variant, quantity)
    return place(cart, **changes).lines.select_related("order", "variant").get()


def received(product: Product, quantity: int = 1, **changes: Any) -> OrderLine:
    """Return such a line, paid for, sent and delivered."""
    line = ordered(product, quantity, **changes)
    line.order = advance(line.order, Order.State.PAID)
    send(line.order)
    line.order = deliver(line.order)
    return line


def words(stars: int = 5, **changes: Any) -> Words:
    """Return what a shopper says."""
    said = {"name": "Bob", "title": "Good", "text": "I drink from it.", "language": "en"}
    return Words(**{"stars": stars, **said, **changes})


def delivered(product: Product, count: int = 1, **fields: Any) -> list[OrderLine]:
    """Return lines of as many delivered orders, each of another guest: rows alone, which take no time."""
    amounts = dict.fromkeys(("subtotal", "total", "tax", "delivery_price"), 0)
    orders = Order.objects.bulk_create(
        Order(placement_key=uuid4(), state="delivered", **{"email": f"{n}@example.com", **amounts, **fields})
        for n in range(count)
    )
    variant = product.default_variant
    claims = Reservation.objects.bulk_create(
        Reservation(variant=variant, quantity=1, state="sold") for _order in orders
    )
    bought = {"variant": variant, "unit_price": 1, "quantity": 1, "tax_rate": 0}
    return OrderLine.objects.bulk_create(
        OrderLine(order=order, reservation=claim, **bought)
        for order, claim in zip(orders, claims, strict=True)
    )


def reviewed(product: Product, stars: int = 5, **fields: Any) -> Review:
    """Return a review of the product by the buyer of a delivered order: Bob, or whom the fields name."""
    (line,) = delivered(product, **{"email": "bob@example.com", **fields})
    return write(line, None, words(stars))


def asking(user: User | None = None, *orders: Order) -> HttpRequest:
    """Return a request of the user, or of a visitor, whose session remembers these orders."""
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    request.session = {"orders": [order.number for order in orders]}
    return request
