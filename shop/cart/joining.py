"""A visitor's cart comes along when they sign in. What it holds stays held, and nothing is claimed twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from allauth.account.signals import user_logged_in
from django.conf import settings
from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from shop.accounts.models import User
from shop.cart.contents import lines_of
from shop.cart.countdown import is_live
from shop.cart.current import carts_of, current_cart
from shop.cart.holds import NotForSale, TooManyHolds, want
from shop.cart.locking import lock_to_join
from shop.cart.models import Cart, CartLine
from shop.inventory.locking import Busy, lock_stocks, transactional
from shop.inventory.models import Reservation
from shop.inventory.releasing import release
from shop.inventory.reservations import OutOfStock


@dataclass(frozen=True, slots=True)
class LeftOut:
    """So many units of a line did not fit: `kept` are in the cart."""

    line: CartLine
    units: int
    kept: int


@receiver(user_logged_in)
def join_on_login(request: HttpRequest, user: User, **_signal: Any) -> None:
    """Give the shopper the visitor's cart, and say what of it did not fit. Signing in never waits for long.

    Where the carts are busy the visitor's stays as it is: it is joined at the next sign-in.
    """
    brought = current_cart(request)
    if brought is None or brought.user_id not in (None, user.pk):
        return
    own = carts_of(user, Cart.objects.filter(joined=None).exclude(pk=brought.pk)).last()
    try:
        left_out = join(brought, own) if own else take(brought, user)
    except Busy:
        return
    if left_out:
        messages.warning(request, _said(left_out))


def take(cart: Cart, user: User) -> Sequence[LeftOut]:
    """Make a visitor's cart the shopper's. All of it fits."""
    Cart.objects.filter(pk=cart.pk, user=None).update(user=user)
    return ()


@transactional
def join(brought: Cart, own: Cart) -> Sequence[LeftOut]:
    """Move the lines of one cart to the other. Quantities of a variant add up, as far as may be.

    That is up to the cap of a line and what is left, and the cap on a cart's holds. A hold moves with its
    line as it is; where both carts hold a variant, one of the holds grows by the units of the other. A
    discount code comes along where the other has none. Does nothing where one of them was joined before.
    Locks the carts, stock (only where both have a variant, or holds are given back), reservations. Raises
    Busy.
    """
    if not lock_to_join(brought, own):
        return ()
    lines = list(lines_of(brought))
    there = {line.variant_id: line for line in lines_of(own)}
    both = [line for line in lines if line.variant_id in there]
    alone = [line for line in lines if line.variant_id not in there]
    room = max(0, settings.HOLDS_PER_CART - sum(_is_held(line) for line in there.values()))
    moving, surplus = _fitting(alone, room)
    lock_stocks({line.variant_id for line in [*both, *surplus]})
    left_out = [_merge(there[line.variant_id], line) for line in both] + [_drop(line) for line in surplus]
    _move(moving, own)
    _hand_over_code(brought, own)
    Cart.objects.filter(pk=brought.pk).update(joined=own, user=own.user_id)
    return [each for each in left_out if each.units]


def _fitting(lines: Sequence[CartLine], room: int) -> tuple[list[CartLine], list[CartLine]]:
    """Tell the lines that may come from those whose holds would be more than a cart may have."""
    moving, surplus = [], []
    for line in lines:
        fits = not _is_held(line) or room > 0
        room -= fits and _is_held(line)
        (moving if fits else surplus).append(line)
    return moving, surplus


def _merge(own: CartLine, brought: CartLine) -> LeftOut:
    """Make one line of two, under the lock on their stock: what is given back here is there to be taken."""
    units = own.quantity + brought.quantity
    brought.delete()
    spare = _keep_the_living(own, brought)
    if spare:
        release([spare], origin=Reservation.State.HELD)
    kept = _grow(own, min(units, settings.CART_LINE_CAP))
    return LeftOut(own, units - kept, kept)


def _keep_the_living(own: CartLine, brought: CartLine) -> int | None:
    """Give the line whichever hold is live, its own first; return the other, if there is one."""
    mine, theirs = own.reservation, brought.reservation
    if is_live(mine, own.clock) or not is_live(theirs, own.clock):
        return theirs and theirs.pk
    own.reservation = theirs
    own.save(update_fields=["reservation"])
    _hand_over([theirs.pk], own.cart_id)
    return mine and mine.pk


def _grow(line: CartLine, quantity: int) -> int:
    """Make the line so many units, or as many as are to be had, and return how many it has then."""
    try:
        return want(line, quantity).quantity
    except (NotForSale, TooManyHolds):
        return line.quantity
    except OutOfStock as short:
        return want(line, short.left).quantity if short.left else line.quantity


def _drop(line: CartLine) -> LeftOut:
    release([line.reservation_id], origin=Reservation.State.HELD)
    line.delete()
    return LeftOut(line, line.quantity, 0)


def _move(lines: Sequence[CartLine], own: Cart) -> None:
    CartLine.objects.filter(pk__in=[line.pk for line in lines]).update(cart=own)
    _hand_over([line.reservation_id for line in lines if line.reservation_id], own.pk)


def _hand_over_code(brought: Cart, own: Cart) -> None:
    """Keep the discount code that was put in; the shopper's own stays."""
    if code := Cart.objects.values_list("discount_code", flat=True).get(pk=brought.pk):
        Cart.objects.filter(pk=own.pk, discount_code="").update(discount_code=code)


def _hand_over(reservations: Sequence[int], cart: int) -> None:
    Reservation.objects.filter(pk__in=reservations).update(claimant=f"cart:{cart}")


def _is_held(line: CartLine) -> bool:
    return bool(line.reservation) and line.reservation.state == Reservation.State.HELD


def _said(left_out: Sequence[LeftOut]) -> str:
    told = [
        _("%(title)s (%(kept)s instead of %(wanted)s)")
        % {"title": each.line.variant.product.title, "kept": each.kept, "wanted": each.kept + each.units}
        for each in left_out
    ]
    things = get_text_list(told, _("and"))
    return _("Not all of your two carts fits into one: %(things)s.") % {"things": things}
