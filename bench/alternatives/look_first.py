"""`reserve` with a look at the stock row under its lock before the guarded update, early or late.

Ours looks only where the update found too little. The look costs a statement, and everybody behind it waits
for one round trip more.
"""

from functools import partial

from bench.callers import Work
from bench.claims import HOLD_SECONDS, claiming
from shop.inventory.broadcasts import stock_changed
from shop.inventory.counter import move
from shop.inventory.expiry import recover
from shop.inventory.locking import lock_stocks, transactional
from shop.inventory.models import Reservation
from shop.inventory.reservations import Claim, OutOfStock, held


def early(variant: int) -> Work:
    """Return what one thread does: lock, guarded update, insert."""
    return claiming(partial(reserve_early, Claim(variant, 1, HOLD_SECONDS), claimant="bench"))


def late(variant: int) -> Work:
    """Return what one thread does: insert, lock, guarded update."""
    return claiming(partial(reserve_late, Claim(variant, 1, HOLD_SECONDS), claimant="bench"))


@transactional
def reserve_early(claim: Claim, *, claimant: str) -> Reservation:
    """Claim units of one variant. Raises OutOfStock."""
    _take_seen(claim)
    (reservation,) = Reservation.objects.bulk_create([held(claim, claimant)])
    stock_changed([claim.variant])
    return reservation


@transactional
def reserve_late(claim: Claim, *, claimant: str) -> Reservation:
    """Claim units of one variant; a refusal takes the reservation back. Raises OutOfStock."""
    (reservation,) = Reservation.objects.bulk_create([held(claim, claimant)])
    _take_seen(claim)
    stock_changed([claim.variant])
    return reservation


def _take_seen(claim: Claim) -> None:
    stock = lock_stocks([claim.variant])[claim.variant]
    recover(stock, claim.quantity)
    if stock.available < claim.quantity or not move([stock.pk], -claim.quantity):
        raise OutOfStock(claim.variant, claim.quantity, stock.available)
