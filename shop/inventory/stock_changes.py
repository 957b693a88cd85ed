"""Entering units for many variants at once: worked out, looked at, and then entered all or not at all."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce, Now

from shop.catalogue.models import Variant
from shop.catalogue.steps import Step
from shop.inventory.locking import lock_stocks, transactional
from shop.inventory.models import StockChange, StockChangeLine, StockEntry
from shop.inventory.receiving import receive_many
from shop.inventory.reservations import OutOfStock

Remark = StockChangeLine.Remark

LARGEST = 10**9
BATCH = 1000
DRAFTS_KEPT = timedelta(days=1)


class NotAsPreviewed(Exception):
    """The units were entered already, or what is left is not what was shown: look at it again."""


@transaction.atomic
def draft(variants: QuerySet[Variant], wanted: StockChange) -> StockChange:
    """Save the change with what would be left of the variants. Nothing of them changes."""
    StockChange.objects.filter(state=StockChange.State.DRAFT, made_at__lt=Now() - DRAFTS_KEPT).delete()
    wanted.save()
    _keep(
        _worked_out(wanted, StockChangeLine(change=wanted, variant_id=pk), left)
        for pk, left in _left(variants)
    )
    return wanted


def confirm(change: StockChange, revision: int, actor: AbstractBaseUser) -> None:
    """Enter the units that this revision of the preview showed into the ledger, all of them or none. Once.

    Raises NotAsPreviewed, and Busy. What is set to a number must still be what was shown; what only comes
    or goes may have sold meanwhile, as long as enough is left.
    """
    try:
        _confirm(change, revision, actor)
    except (_Meanwhile, OutOfStock):
        _work_out_anew(change)
        raise NotAsPreviewed from None


@transaction.atomic
def take_back(change: StockChange, actor: AbstractBaseUser) -> StockChange:
    """Return a draft of the opposite entries."""
    note = f"{change.note} #{change.pk}".strip()
    back = StockChange.objects.create(actor=actor, reason=StockEntry.Reason.CORRECTED, note=note[-200:])
    units = dict(written(change).values_list("variant", F("left_before") - F("left_after")))
    rows = _left(Variant.objects.filter(pk__in=written(change).values("variant")))
    lines = (
        (StockChangeLine(change=back, variant_id=pk, left_before=0, left_after=units[pk]), left)
        for pk, left in rows
    )
    _keep(_worked_out(back, line, left) for line, left in lines)
    return back


def written(change: StockChange) -> QuerySet[StockChangeLine]:
    """Return the lines that change something."""
    return change.lines.exclude(remark__in=StockChangeLine.LEFT_ALONE)


class _Meanwhile(Exception):
    """What is left is not what it was when the change was worked out."""


@transactional
@transaction.atomic  # also in the caller's transaction, what is refused leaves nothing
def _confirm(change: StockChange, revision: int, actor: AbstractBaseUser) -> None:
    drafts = StockChange.objects.filter(pk=change.pk, state=StockChange.State.DRAFT, revision=revision)
    if not drafts.update(state=StockChange.State.DONE, actor=actor, done_at=Now()):
        raise NotAsPreviewed
    lines = list(written(change))
    if change.step.startswith("="):
        there = lock_stocks([line.variant_id for line in lines])
        if any(line.left_before != _available(there.get(line.variant_id)) for line in lines):
            raise _Meanwhile
    units = {line.variant_id: line.left_after - line.left_before for line in lines}
    receive_many(units, reason=change.reason, note=change.note, actor=actor)


def _available(stock: object) -> int:
    return stock.available if stock else 0


@transaction.atomic
def _work_out_anew(change: StockChange) -> None:
    StockChange.objects.filter(pk=change.pk).update(revision=F("revision") + 1)
    pks = iter(change.lines.values_list("pk", flat=True))
    while batch := list(islice(pks, BATCH)):
        lines = list(change.lines.filter(pk__in=batch))
        left = dict(_left(Variant.objects.filter(pk__in=[line.variant_id for line in lines])))
        for line in lines:
            before = line.left_before
            _worked_out(change, line, left[line.variant_id])
            if before != line.left_before and line.remark not in StockChangeLine.LEFT_ALONE:
                line.remark = Remark.MEANWHILE
        StockChangeLine.objects.bulk_update(lines, ["left_before", "left_after", "remark"])


def _worked_out(change: StockChange, line: StockChangeLine, left: int) -> StockChangeLine:
    """Set on the line what would be left; without a step, it keeps the units that it moves."""
    if change.step:
        line.left_before, line.left_after = left, int(Step.read(change.step).applied(left))
    else:
        line.left_before, line.left_after = left, left + line.left_after - line.left_before
    line.remark = Remark.FINE if line.left_after != left else Remark.UNCHANGED
    if not 0 <= line.left_after < LARGEST:
        line.remark = Remark.BELOW_ZERO if line.left_after < 0 else Remark.TOO_MANY
    return line


def _left(variants: QuerySet[Variant]) -> Iterator[tuple[int, int]]:
    rows = variants.order_by("pk").values_list("pk", Coalesce("stock__available", 0))
    return rows.iterator(BATCH)


def _keep(lines: Iterator[StockChangeLine]) -> None:
    while batch := list(islice(lines, BATCH)):
        StockChangeLine.objects.bulk_create(batch)
