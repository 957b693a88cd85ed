"""Orders on their way: placed, paid, sent out in parts, and the staff who see to it."""

import uuid
from typing import Any

from django.contrib.auth.models import Group

from shop.accounts.models import User
from shop.cart.holds import add
from shop.cart.models import Cart
from shop.catalogue.tests.factories import make_product
from shop.orders.models import Order, OrderLine, Shipment
from shop.orders.shipping import ship
from shop.orders.tests.placing import place
from shop.orders.transitions import advance


def ordered(*quantities: int, **changes: Any) -> Order:
    """Return an order of so many units of one product after the other, each at 10.00, five in stock."""
    cart = Cart.objects.create()
    for number, quantity in enumerate(quantities, 1):
        add(cart, make_product(title=f"Cup {number}", stock=5).default_variant, quantity)
    return place(cart, **changes)


def paid(*quantities: int, **changes: Any) -> Order:
    """Return such an order, paid."""
    return advance(ordered(*quantities, **changes), Order.State.PAID)


def lines(order: Order) -> list[OrderLine]:
    """Return its lines as they were ordered."""
    return list(order.lines.all())


def send(order: Order, *quantities: int, **terms: Any) -> Shipment:
    """Send out so many units of each line, or with no number all that is left."""
    units = {line.pk: n for line, n in zip(lines(order), quantities, strict=False)} if quantities else None
    return ship(order, units, **{"key": uuid.uuid4(), **terms})


def clerk(*roles: str, email: str = "clerk@example.com") -> User:
    """Return a member of staff with these roles."""
    user = User.objects.create_user(email, is_staff=True)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user
