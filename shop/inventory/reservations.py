"""Claims on units: reserve, resize, confirm. Nobody is ever sold a unit that does not exist.

A variant's stock row is touched once per unit sold: when the claim is made.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Now

from shop.inventory.broadcasts import hold_changed, stock_changed
from shop.inventory.counter import move
from shop.inventory.expiry import claimable, recover
from shop.inventory.locking import lock_reservations, lock_stocks, transactional
from shop.inventory.models import Reservation, Stock
from shop.operations.metrics import claims_counted


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody asks for: `quantity` units of a variant, held for `seconds`."""

    variant: int
    quantity: int
    seconds: int


class OutOfStock(Exception):
    """Fewer units are left than were wanted. `left` was true at a moment after the question."""

    def __init__(self, variant: int, wanted: int, left: int) -> None:
        super().__init__(f"{wanted} wanted of variant {variant}, {left} left")
        self.variant, self.wanted, self.left = variant, wanted, left


class HoldExpired(Exception):
    """A hold ran out, or was released, before it could be confirmed or changed."""


@claims_counted(OutOfStock)
@transactional
def reserve(claims: Sequence[Claim], *, claimant: str) -> list[Reservation]:
    """Claim units, all or nothing; one held reservation for each variant, in primary-key order.

    Locks the stock rows. Raises OutOfStock for the first variant that has too little left.
    """
    wanted = _aggregated(claims)
    if len(wanted) > 1:
        _take_all(wanted)
    reservations = Reservation.objects.bulk_create(held(claim, claimant) for claim in wanted.values())
    if len(wanted) == 1:
        _take_for(*reservations, *wanted.values())
    stock_changed(wanted)
    return reservations


@claims_counted(OutOfStock)
@transactional
def resize(reservation: int, claim: Claim) -> Reservation:
    """Change a live hold to `claim.quantity` units and renew it, up to the cap on holding.

    Locks the stock row, then the reservation. Raises OutOfStock, or HoldExpired when it is not live.
    """
    stock = lock_stocks([claim.variant])[claim.variant]
    live = Reservation.objects.filter(pk=reservation, variant=claim.variant, state=Reservation.State.HELD)
    rows = lock_reservations(live.filter(expires_at__gt=Now()))
    if not rows:
        raise HoldExpired
    held = rows[0]
    more = claim.quantity - held.quantity
    if more > 0:
        try:
            _require(stock, Claim(claim.variant, more, claim.seconds), sparing=[reservation])
        except OutOfStock as short:
            raise OutOfStock(claim.variant, claim.quantity, short.left + held.quantity) from None
    _take(stock, Claim(claim.variant, more, claim.seconds))
    latest = held.held_since + timedelta(seconds=max(settings.MAX_HOLD_SECONDS, claim.seconds))
    held.quantity = claim.quantity
    held.expires_at = max(held.expires_at, min(stock.clock + timedelta(seconds=claim.seconds), latest))
    held.save(update_fields=["quantity", "expires_at"])
    stock_changed([claim.variant])
    hold_changed([held.pk])
    return held


@transactional
def confirm(reservations: Collection[int]) -> None:
    """Turn live holds into sold units. Touches only the reservations, never a stock row.

    Raises HoldExpired when one of them is not live any more; nothing is sold then.
    """
    live = Reservation.objects.filter(pk__in=reservations, state=Reservation.State.HELD, expires_at__gt=Now())
    held = lock_reservations(live)
    if len(held) != len(set(reservations)):
        raise HoldExpired
    Reservation.objects.filter(pk__in=[row.pk for row in held]).update(state=Reservation.State.SOLD)
    stock_changed({row.variant_id for row in held})


def held(claim: Claim, claimant: str) -> Reservation:
    """Return a hold that is not saved yet; from when and until when, the database's clock says on insert."""
    return Reservation(
        variant_id=claim.variant,
        quantity=claim.quantity,
        held_since=Now(),
        expires_at=Now() + timedelta(seconds=claim.seconds),
        claimant=claimant,
    )


def _aggregated(claims: Sequence[Claim]) -> dict[int, Claim]:
    wanted: dict[int, Claim] = {}
    for claim in claims:
        if claim.quantity < 1:
            raise ValueError(f"cannot claim {claim.quantity} units")
        before = wanted.get(claim.variant)
        quantity = claim.quantity + (before.quantity if before else 0)
        wanted[claim.variant] = Claim(claim.variant, quantity, claim.seconds)
    return dict(sorted(wanted.items()))


def _take_for(written: Reservation, claim: Claim) -> None:
    """Take the units of a single variant last of all, by the guarded update, which locks the row itself.

    So nobody waits for the row twice, or keeps it while a reservation is written, and who finds too few goes
    without waiting again. Refused, they leave no reservation behind, also where the caller goes on.
    """
    if move([claim.variant], -claim.quantity):
        return
    try:
        _recover_for(written, claim)
    except OutOfStock:
        Reservation.objects.filter(pk=written.pk).delete()
        raise


def _recover_for(written: Reservation, claim: Claim) -> None:
    """Take units under expired holds, if there are enough, but not under the one that was just written."""
    left = claimable(claim.variant)
    if left < claim.quantity:
        raise OutOfStock(claim.variant, claim.quantity, left)
    _take_all({claim.variant: claim}, sparing=[written.pk])


def _take_all(wanted: Mapping[int, Claim], *, sparing: Collection[int] = ()) -> None:
    """Look at every stock row under its lock before any unit moves: a refusal leaves nothing taken."""
    stocks = lock_stocks(wanted)
    for variant, claim in wanted.items():
        _require(stocks.get(variant), claim, sparing=sparing)
    for variant, claim in wanted.items():
        _take(stocks[variant], claim)


def _require(stock: Stock | None, claim: Claim, *, sparing: Collection[int] = ()) -> None:
    """Refuse before anything moves; where too few are left, what expired comes back first."""
    if stock is None:
        raise OutOfStock(claim.variant, claim.quantity, 0)
    recover(stock, claim.quantity, sparing=sparing)
    if stock.available < claim.quantity:
        raise OutOfStock(claim.variant, claim.quantity, stock.available)


def _take(stock: Stock, claim: Claim) -> None:
    """Move units off a locked stock row (a negative quantity: back)."""
    if not move([stock.pk], -claim.quantity):
        raise OutOfStock(claim.variant, claim.quantity, stock.available)
