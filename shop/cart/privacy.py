"""A shopper's carts, to take along and to forget."""

from typing import Any

from shop.accounts.models import User
from shop.accounts.privacy import Holding, register
from shop.cart.locking import lock_to_change
from shop.cart.models import Cart, CartLine
from shop.inventory.locking import transactional
from shop.inventory.models import Reservation
from shop.inventory.releasing import release


def forget(user: User) -> None:
    """Delete the shopper's carts and give back what they hold."""
    for cart in Cart.objects.filter(user=user, joined=None).order_by("pk"):
        _forget(cart)


@transactional
def _forget(cart: Cart) -> None:
    lines = lock_to_change(cart).lines
    held = lines.exclude(reservation=None).values_list("reservation", flat=True)
    release(list(held), origin=Reservation.State.HELD)
    lines.all().delete()
    cart.delete()


def _export(user: User) -> list[dict[str, Any]]:
    lines = CartLine.objects.filter(cart__user=user)
    return list(lines.values("variant__sku", "variant__product__title", "quantity", "added_at"))


register(Holding("cart", _export, forget))
