"""What a shopper does with a cart: add, change, hold again, remove. Adding claims the units.

Every verb locks the cart first, so that the requests of one cart follow each other.
"""

from django.conf import settings
from django.db.models import Count, Q

from shop.cart.contents import lines_of
from shop.cart.countdown import is_live
from shop.cart.locking import lock_to_change
from shop.cart.models import Cart, CartLine
from shop.catalogue.models import Variant
from shop.inventory.expiry import claimable
from shop.inventory.locking import transactional
from shop.inventory.models import Reservation
from shop.inventory.releasing import release
from shop.inventory.reservations import Claim, HoldExpired, OutOfStock, reserve, resize


class NotForSale(Exception):
    """The variant is unknown, archived, or its product is not published."""


class LineCapReached(Exception):
    """A line may not have that many units. `cap` says how many it may have."""

    def __init__(self, cap: int) -> None:
        super().__init__(f"at most {cap} units a line")
        self.cap = cap


class HoldRanOut(Exception):
    """The hold on a line ran out, and `left` units are too few to take all of it again and more."""

    def __init__(self, left: int) -> None:
        super().__init__(f"{left} left of what was held before")
        self.left = left


class TooManyHolds(Exception):
    """This cart, or the address it comes from, holds as much as one may at a time."""


def for_sale(variant_id: int) -> Variant:
    """Return a variant that may be put in a cart.

    Raises NotForSale, and OutOfStock when nothing at all is left: whoever comes after the last unit is told
    so without queueing for its lock.
    """
    try:
        variant = Variant.objects.select_related("product", "stock").get(pk=variant_id)
    except Variant.DoesNotExist:
        raise NotForSale from None
    if not variant.purchasable:
        raise NotForSale
    stocked = hasattr(variant, "stock") and variant.stock.available
    if not stocked and not claimable(variant_id):
        raise OutOfStock(variant_id, 1, 0)
    return variant


@transactional
def add(cart: Cart, variant: Variant, quantity: int) -> CartLine:
    """Add units to the cart's line of the variant and claim them.

    A cart that was never saved is, as the `cart` of the line. Raises NotForSale, LineCapReached,
    TooManyHolds, HoldRanOut, or OutOfStock, whose `left` counts the units that the line could still have
    besides those it has.
    """
    kept = lock_to_change(cart)
    known = cart.pk and lines_of(kept).filter(variant=variant).first()
    line = known or CartLine(cart=kept, variant=variant, quantity=0)
    try:
        return want(line, line.quantity + quantity)
    except OutOfStock as short:
        if line.reservation and not is_live(line.reservation, line.clock):
            raise HoldRanOut(short.left) from None
        raise OutOfStock(variant.pk, quantity, max(short.left - line.quantity, 0)) from None


@transactional
def change(cart: Cart, line_pk: int, quantity: int) -> CartLine:
    """Make the line `quantity` units, renewing its hold up to the cap. Raises as `add`, and DoesNotExist."""
    line = lines_of(lock_to_change(cart)).get(pk=line_pk)
    return want(line, quantity)


def hold(cart: Cart, line_pk: int) -> CartLine:
    """Claim a line's units again after its hold ran out. Raises as `add`, and DoesNotExist."""
    return change(cart, line_pk, cart.lines.get(pk=line_pk).quantity)


@transactional
def remove(cart: Cart, line_pk: int) -> CartLine:
    """Take the line out and give its units back. Raises DoesNotExist for a line of another cart."""
    line = lines_of(lock_to_change(cart)).get(pk=line_pk)
    if line.reservation_id:
        release([line.reservation_id], origin=Reservation.State.HELD)
    line.delete()
    return line


def want(line: CartLine, quantity: int) -> CartLine:
    """Make a line of a locked cart `quantity` units, claimed. Raises as `add`.

    Here the `left` of OutOfStock counts all the units that the line could have.
    """
    if not line.variant.purchasable:
        raise NotForSale
    if quantity > settings.CART_LINE_CAP:
        raise LineCapReached(settings.CART_LINE_CAP)
    if line.variant.hold_seconds or line.reservation:
        line.reservation = _claimed(line, quantity)
    elif (left := claimable(line.variant_id)) < quantity:
        raise OutOfStock(line.variant_id, quantity, left)
    line.quantity = quantity
    line.save()
    return line


def _claimed(line: CartLine, quantity: int) -> Reservation:
    seconds = line.variant.hold_seconds or settings.PLACEMENT_HOLD_SECONDS
    claim = Claim(line.variant_id, quantity, seconds)
    if line.reservation_id:
        try:
            return resize(line.reservation_id, claim)
        except HoldExpired:
            release([line.reservation_id], origin=Reservation.State.HELD)
    _limit_holds(line.cart)
    return reserve([claim], claimant=f"cart:{line.cart_id}")[0]


def _limit_holds(cart: Cart) -> None:
    held = CartLine.objects.filter(reservation__state=Reservation.State.HELD)
    near = held.filter(cart__address=cart.address) if cart.address else held.filter(cart=cart)
    counts = near.aggregate(mine=Count("pk", filter=Q(cart=cart)), near=Count("pk"))
    if counts["mine"] >= settings.HOLDS_PER_CART:
        raise TooManyHolds
    if cart.address and counts["near"] >= settings.HOLDS_PER_ADDRESS:
        raise TooManyHolds
