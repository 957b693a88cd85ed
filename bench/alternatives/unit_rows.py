"""A row for each unit, and SKIP LOCKED: callers take different rows, so that nobody waits for anybody.

There is no counter: what is left must be counted. The table is made for the bench alone.
"""

from datetime import timedelta
from functools import partial

from django.db import models
from django.db.models.functions import Now

from bench.callers import Work
from bench.claims import HOLD_SECONDS, claiming
from shop.catalogue.models import Variant
from shop.inventory.broadcasts import stock_changed
from shop.inventory.locking import Busy, transactional
from shop.inventory.models import Reservation
from shop.inventory.reservations import Claim, OutOfStock


class Unit(models.Model):
    """One unit, free while no reservation has it. bench/sql/unit_rows.sql makes the table."""

    variant = models.ForeignKey(Variant, models.PROTECT, related_name="+")
    reservation = models.ForeignKey(Reservation, models.PROTECT, null=True, related_name="+")

    class Meta:
        app_label = "bench"
        db_table = "bench_unit"
        managed = False

    def __str__(self) -> str:
        return f"{self.variant_id}: {self.pk}"


def taken(variant: int) -> Work:
    """Return what one thread does: take a row that is free and that nobody else is taking."""
    return claiming(partial(reserve_unit, Claim(variant, 1, HOLD_SECONDS), claimant="bench"))


@transactional
def reserve_unit(claim: Claim, *, claimant: str) -> Reservation:
    """Claim one unit. Raises OutOfStock, and Busy when all that are left are being taken by others."""
    free = Unit.objects.filter(variant=claim.variant, reservation=None)
    unit = free.select_for_update(skip_locked=True).order_by("pk").first()
    if unit is None:
        raise Busy if free.exists() else OutOfStock(claim.variant, claim.quantity, 0)
    reservation = Reservation.objects.create(
        variant_id=claim.variant,
        quantity=1,
        held_since=Now(),
        expires_at=Now() + timedelta(seconds=claim.seconds),
        claimant=claimant,
    )
    Unit.objects.filter(pk=unit.pk).update(reservation=reservation)
    stock_changed([claim.variant])
    return reservation
