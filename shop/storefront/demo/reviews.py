"""What buyers say in the demo shop: bought, delivered, reviewed, voted for and answered as by anybody."""

import tomllib
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shop.accounts.models import User
from shop.cart.holds import add
from shop.cart.models import Cart
from shop.catalogue.models import Variant
from shop.orders.discounts import Customer
from shop.orders.models import Order, OrderLine
from shop.orders.placement import place_order
from shop.orders.quotes import basket_of, quote
from shop.orders.recording import Recipient
from shop.orders.shipping import deliver, ship
from shop.orders.transitions import advance
from shop.reviews.answering import answer
from shop.reviews.models import Review
from shop.reviews.voting import vote
from shop.reviews.words import Words
from shop.reviews.writing import write

BUYERS = tomllib.loads(Path(__file__).with_name("reviews.toml").read_text())["buyers"]
STREET = {
    "phone": "",
    "street": "1 Mill Lane",
    "extra": "",
    "postcode": "1010",
    "city": "Vienna",
    "region": "",
}


def write_reviews(reader: User) -> None:
    """Let each buyer who has ordered nothing yet order and review; `reader` finds some of it helpful."""
    for buyer in BUYERS:
        email = f"{buyer['name'].lower()}@fastshop.example"
        if not Order.objects.filter(email=email).exists():
            said = {review["sku"]: review for review in buyer["reviews"]}
            for line in _delivered(buyer["name"], email, list(said)):
                _review(line, buyer["name"], said[line.variant.sku], reader)


def _delivered(name: str, email: str, skus: Sequence[str]) -> Sequence[OrderLine]:
    recipient, cart = Recipient(email, name, country="AT", **STREET), Cart.objects.create()
    for variant in Variant.objects.filter(sku__in=skus).order_by("pk"):
        add(cart, variant, 1)
    cart.refresh_from_db()
    key = cart.placement_key
    total = quote(key, basket_of(cart, Customer(None, email)), recipient.country)
    order = advance(place_order(cart, recipient, "standard", key=key, quote=total), Order.State.PAID)
    ship(order, key=uuid.uuid4())
    return deliver(order).lines.select_related("order", "variant")


def _review(line: OrderLine, name: str, said: dict[str, Any], reader: User) -> None:
    words = Words(name, said["stars"], said["title"], said["text"], language="en")
    review = write(line, None, words)
    if "answer" in said:
        answer(review, said["answer"])
    if "helpful" in said and review.state == Review.State.PUBLISHED:
        vote(review, reader)
