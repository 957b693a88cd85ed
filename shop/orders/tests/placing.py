"""What the tests of orders start from: a shopper with a filled cart, ready to order."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from shop.cart.contents import lines_of
from shop.cart.models import Cart
from shop.orders.delivery import DELIVERIES
from shop.orders.models import Order
from shop.orders.placement import Recipient, place_order
from shop.orders.quotes import quote

ADDRESS = {
    "email": "bob@example.com",
    "name": "Bob Baker",
    "phone": "",
    "street": "1 Mill Lane",
    "extra": "",
    "postcode": "1010",
    "city": "Vienna",
    "country": "AT",
}


def place(cart: Cart, **changes: Any) -> Order:
    """Order the cart as it is, at the prices of this moment."""
    cart.refresh_from_db()
    terms = {"key": cart.placement_key, "quote": quote(cart.placement_key, lines_of(cart)), **changes}
    return place_order(cart, Recipient(**ADDRESS), DELIVERIES["standard"], **terms)


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
