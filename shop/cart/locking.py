"""The row lock on a cart: whatever changes a cart takes it first."""

from shop.cart.models import Cart
from shop.inventory.locking import locked


def lock_cart(pk: int) -> Cart:
    """Lock the cart until the transaction ends, so that its requests follow each other."""
    return locked(Cart.objects.filter(pk=pk)).get()
