"""Setting scheduled prices at their time, and putting back what was before at their end.

The prices that shoppers see and pay are the variants' own, so a scheduled one starts when this runs: beat
does so every few seconds, and after a pause it catches up with what is due.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from shop.catalogue.locking import lock_variants
from shop.catalogue.models import ScheduledPrice, Variant
from shop.catalogue.pricing import prices_changed

BATCH = 500

State = ScheduledPrice.State


def set_due_prices() -> int:
    """Start and end what is due by the database's clock; safe to run twice at once.

    Returns how many schedules moved on. One whose whole time was missed sets nothing.
    """
    moved = 0
    while turned := _turn():
        moved += turned
    return moved


def overlapping(schedules: Iterable[ScheduledPrice]) -> ScheduledPrice | None:
    """Return the first of a variant's schedules that starts before the one before it has ended."""
    before: ScheduledPrice | None = None
    for schedule in sorted(schedules, key=lambda each: each.starts_at):
        if before and schedule.starts_at < (before.ends_at or before.starts_at):
            return schedule
        if before and schedule.starts_at == before.starts_at:
            return schedule
        before = schedule
    return None


def _due() -> QuerySet[ScheduledPrice]:
    starting = Q(state=State.PLANNED, starts_at__lte=Now())
    ending = Q(state=State.RUNNING, ends_at__lte=Now())
    return ScheduledPrice.objects.filter(starting | ending).annotate(clock=Now()).order_by("starts_at", "pk")


@transaction.atomic
def _turn() -> int:
    wanted = list(_due().values_list("variant", flat=True)[:BATCH])
    if not wanted:
        return 0
    variants = {variant.pk: variant for variant in lock_variants(Variant.objects.filter(pk__in=wanted))}
    # Read again under the locks: another worker may have done some of it.
    schedules = list(_due().filter(variant__in=variants))
    for schedule in schedules:
        _move_on(schedule, variants[schedule.variant_id])
    ScheduledPrice.objects.bulk_update(schedules, ["state", "price_before", "compare_before"])
    Variant.objects.bulk_update(variants.values(), ["price", "compare_at_price"])
    prices_changed({variant.product_id for variant in variants.values()})
    return len(schedules)


def _move_on(schedule: ScheduledPrice, variant: Variant) -> None:
    if schedule.state == State.RUNNING:
        # Who has set another price meanwhile meant it.
        if variant.price == schedule.price:
            variant.price, variant.compare_at_price = schedule.price_before, schedule.compare_before
        schedule.state = State.OVER
        return
    missed = schedule.ends_at is not None and schedule.ends_at <= schedule.clock
    if not missed:
        _start(schedule, variant)
    schedule.state = State.OVER if missed or schedule.ends_at is None else State.RUNNING


def _start(schedule: ScheduledPrice, variant: Variant) -> None:
    schedule.price_before, schedule.compare_before = variant.price, variant.compare_at_price
    usual = variant.price if schedule.ends_at else None
    variant.price = schedule.price
    variant.compare_at_price = usual if schedule.compare_at_price is None else schedule.compare_at_price
