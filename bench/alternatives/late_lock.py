"""`reserve` with the reservation written first, so that the stock row is locked for a shorter time.

A refusal costs more: it takes the reservation back. What is written before the lock is dated before it.
"""

from datetime import timedelta
from functools import partial

from django.db.models.functions import Now

from bench.callers import Work
from bench.claims import HOLD_SECONDS, claiming
from shop.inventory.broadcasts import stock_changed
from shop.inventory.counter import move
from shop.inventory.expiry import recover
from shop.inventory.locking import lock_stocks, transactional
from shop.inventory.models import Reservation
from shop.inventory.reservations import Claim, OutOfStock


def locked(variant: int) -> Work:
    """Return what one thread does: insert, lock, guarded update."""
    return claiming(partial(reserve_late, Claim(variant, 1, HOLD_SECONDS), claimant="bench"))


def guarded(variant: int) -> Work:
    """Return what one thread does: insert and guarded update, which locks by itself; no look before it."""
    return claiming(partial(reserve_unseen, Claim(variant, 1, HOLD_SECONDS), claimant="bench"))


@transactional
def reserve_late(claim: Claim, *, claimant: str) -> Reservation:
    """Claim units of one variant. Raises OutOfStock."""
    reservation = _written(claim, claimant)
    _take_seen(claim)
    stock_changed([claim.variant])
    return reservation


@transactional
def reserve_unseen(claim: Claim, *, claimant: str) -> Reservation:
    """Claim units of one variant, looking at its stock only where too few are left. Raises OutOfStock."""
    reservation = _written(claim, claimant)
    if not move([claim.variant], -claim.quantity):
        _take_seen(claim)
    stock_changed([claim.variant])
    return reservation


def _written(claim: Claim, claimant: str) -> Reservation:
    return Reservation.objects.create(
        variant_id=claim.variant,
        quantity=claim.quantity,
        held_since=Now(),
        expires_at=Now() + timedelta(seconds=claim.seconds),
        claimant=claimant,
    )


def _take_seen(claim: Claim) -> None:
    stock = lock_stocks([claim.variant])[claim.variant]
    recover(stock, claim.quantity)
    if stock.available < claim.quantity or not move([stock.pk], -claim.quantity):
        raise OutOfStock(claim.variant, claim.quantity, stock.available)
