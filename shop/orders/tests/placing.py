"""What the tests of orders start from: a shopper with a filled cart, ready to order."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from shop.cart.models import Cart
from shop.orders.discounts import Customer
from shop.orders.models import Order
from shop.orders.placement import place_order
from shop.orders.quotes import basket_of, quote
from shop.orders.recording import Recipient

ADDRESS = {
    "email": "bob@example.com",
    "name": "Bob Baker",
    "phone": "",
    "street": "1 Mill Lane",
    "extra": "",
    "postcode": "1010",
    "city": "Vienna",
    "region": "",
    "country": "AT",
}


def place(cart: Cart, **changes: Any) -> Order:
    """Order the cart as it is, at the prices of this moment, for whoever ADDRESS and the changes name."""
    cart.refresh_from_db()
    terms = {"key": cart.placement_key, "delivery": "standard", **changes}
    if "quote" not in terms:
        terms["quote"] = quoted(cart, **changes)
    recipient = Recipient(**ADDRESS | {name: terms.pop(name) for name in ADDRESS if name in terms})
    return place_order(cart, recipient, terms.pop("delivery"), **terms)


def quoted(cart: Cart, **details: Any) -> str:
    """Return the promise that the checkout would make now, to whoever ADDRESS is."""
    customer = Customer(details.get("user"), details.get("email", ADDRESS["email"]))
    basket = basket_of(cart, customer)
    return quote(cart.placement_key, basket, details.get("country", ADDRESS["country"]))


def add_to_cart(client: Client, variant: int, quantity: int = 1) -> None:
    """Put units in the visitor's cart, as the form of a page does."""
    client.post(reverse("cart_add"), {"variant": variant, "quantity": quantity})


def filled_form(client: Client, **changes: Any) -> dict[str, Any]:
    """Open the checkout and fill its form; the hidden fields are those of the page."""
    page = client.get(reverse("checkout")).content.decode()
    hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("quote", "key")}
    return {**ADDRESS, "delivery": "standard", "payment": "cod", **hidden, **changes}


def submit(client: Client, **changes: Any) -> HttpResponse:
    """Fill the checkout's form and post it."""
    return client.post(reverse("checkout"), filled_form(client, **changes))
