"""The row lock on a cart: whatever changes a cart takes it first.

A statement that counts the cart's version on takes the lock as well, so one does for both.
"""

import uuid
from copy import copy

from django.db.models import F

from shop.cart.broadcasts import cart_changed
from shop.cart.models import Cart
from shop.inventory.locking import require_transaction


def lock_to_change(cart: Cart) -> Cart:
    """Lock the cart until the transaction ends, so that its requests follow each other; tell its pages.

    Return the locked one. A cart that was never saved is: nobody else can see it before the transaction
    commits. One that was joined to another meanwhile (a shopper signs in while adding) leads to that one. The
    caller's own is left as it was, for another try. Raises DoesNotExist for a cart that was deleted.
    """
    require_transaction()
    if cart.pk is None:
        cart = copy(cart)
        cart.version = 1
        cart.save()
        cart_changed(cart.pk)
        return cart
    while not _count_on(cart.pk):
        cart = Cart.objects.get(pk=cart.pk).joined
    return cart


def lock_to_join(brought: Cart, own: Cart) -> bool:
    """Lock both carts, in primary-key order. Return whether neither was joined to another before."""
    require_transaction()
    return all(_count_on(pk) for pk in sorted((brought.pk, own.pk)))


def lock_to_place(cart: Cart, key: uuid.UUID) -> bool:
    """Lock the cart by giving it its next placement key, if this is its key now. Return whether it was.

    A discount code was for this order: the next one begins without.
    """
    require_transaction()
    next_one = {"placement_key": uuid.uuid4(), "discount_code": "", "version": F("version") + 1}
    if not Cart.objects.filter(pk=cart.pk, placement_key=key).update(**next_one):
        return False
    cart_changed(cart.pk)
    return True


def _count_on(pk: int) -> bool:
    """Count the version on, which locks the row; one that was joined to another is left alone, unlocked."""
    if not Cart.objects.filter(pk=pk, joined=None).update(version=F("version") + 1):
        return False
    cart_changed(pk)
    return True
