"""The row lock on a cart: whatever changes a cart takes it first."""

from django.db.models import F

from shop.cart.broadcasts import cart_changed
from shop.cart.models import Cart
from shop.inventory.locking import locked, require_transaction


def lock_cart(pk: int) -> Cart:
    """Lock the cart until the transaction ends, so that its requests follow each other."""
    return locked(Cart.objects.filter(pk=pk)).get()


def lock_to_change(pk: int) -> None:
    """Lock the cart by counting its version on, one statement for both, and tell its pages after commit."""
    require_transaction()
    Cart.objects.filter(pk=pk).update(version=F("version") + 1)
    cart_changed(pk)
