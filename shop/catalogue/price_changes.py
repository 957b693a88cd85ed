"""Changing many prices at once: worked out, looked at, and then made as they were looked at or not at all."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import islice

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Now

from shop import money
from shop.catalogue.locking import lock_variants
from shop.catalogue.models import PriceChange, PriceChangeLine, Variant
from shop.catalogue.pricing import prices_changed
from shop.catalogue.steps import Step

Remark = PriceChangeLine.Remark

LARGEST = Decimal(10) ** 10
BATCH = 1000
DRAFTS_KEPT = timedelta(days=1)


class NotAsPreviewed(Exception):
    """The change was made already, or what it would do is not what was shown: look at it again."""


@transaction.atomic
def draft(variants: QuerySet[Variant], wanted: PriceChange) -> PriceChange:
    """Save the change with what it would do to the variants. Nothing of them changes."""
    PriceChange.objects.filter(state=PriceChange.State.DRAFT, made_at__lt=Now() - DRAFTS_KEPT).delete()
    wanted.save()
    _keep(_line(wanted, variant) for variant in variants.order_by("pk").iterator(BATCH))
    return wanted


def confirm(change: PriceChange, revision: int, actor: AbstractBaseUser) -> None:
    """Set the prices that this revision of the preview showed, all of them or none. Once.

    Raises NotAsPreviewed; where somebody else has set a price meanwhile, the change is then worked out
    anew from the prices that are.
    """
    try:
        _confirm(change, revision, actor)
    except _Meanwhile:
        _work_out_anew(change)
        raise NotAsPreviewed from None


@transaction.atomic
def put_back(change: PriceChange, actor: AbstractBaseUser) -> PriceChange:
    """Return a draft that would put every price back to what it was before the change."""
    back = PriceChange.objects.create(actor=actor)
    _keep(
        PriceChangeLine(
            change=back,
            variant_id=line.variant_id,
            price_before=line.variant.price,
            compare_before=line.variant.compare_at_price,
            price_after=line.price_before,
            compare_after=line.compare_before,
            remark=Remark.FINE if line.variant.price == line.price_after else Remark.MEANWHILE,
        )
        for line in written(change).select_related("variant").iterator(BATCH)
    )
    return back


def written(change: PriceChange) -> QuerySet[PriceChangeLine]:
    """Return the lines that change something."""
    return change.lines.exclude(remark__in=PriceChangeLine.LEFT_ALONE)


class _Meanwhile(Exception):
    """A price is not what it was when the change was worked out."""


@transaction.atomic
def _confirm(change: PriceChange, revision: int, actor: AbstractBaseUser) -> None:
    drafts = PriceChange.objects.filter(pk=change.pk, state=PriceChange.State.DRAFT, revision=revision)
    if not drafts.update(state=PriceChange.State.DONE, actor=actor, done_at=Now()):
        raise NotAsPreviewed
    lines = written(change)
    variants = Variant.objects.filter(pk__in=lines.values("variant"))
    there = {(each.pk, each.price, each.compare_at_price) for each in lock_variants(variants)}
    if there != set(lines.values_list("variant", "price_before", "compare_before")):
        raise _Meanwhile
    mine = lines.filter(variant=OuterRef("pk"))
    variants.update(
        price=Subquery(mine.values("price_after")), compare_at_price=Subquery(mine.values("compare_after"))
    )
    prices_changed(variants.values_list("product", flat=True))


@transaction.atomic
def _work_out_anew(change: PriceChange) -> None:
    PriceChange.objects.filter(pk=change.pk).update(revision=F("revision") + 1)
    fields = ["price_before", "compare_before", "price_after", "compare_after", "remark"]
    pks = iter(change.lines.values_list("pk", flat=True))
    while batch := list(islice(pks, BATCH)):
        lines = list(change.lines.filter(pk__in=batch).select_related("variant"))
        for line in lines:
            _follow(change, line)
        PriceChangeLine.objects.bulk_update(lines, fields)


def _follow(change: PriceChange, line: PriceChangeLine) -> None:
    before = (line.price_before, line.compare_before)
    line.price_before, line.compare_before = line.variant.price, line.variant.compare_at_price
    if change.step:
        fresh = _line(change, line.variant)
        line.price_after, line.compare_after = fresh.price_after, fresh.compare_after
    line.remark = _remark(line)
    if before != (line.price_before, line.compare_before) and line.remark not in PriceChangeLine.LEFT_ALONE:
        line.remark = Remark.MEANWHILE


def _keep(lines: Iterator[PriceChangeLine]) -> None:
    while batch := list(islice(lines, BATCH)):
        PriceChangeLine.objects.bulk_create(batch)


def _line(change: PriceChange, variant: Variant) -> PriceChangeLine:
    price = _price(change, variant.price)
    compare = {
        PriceChange.Compare.KEEP: variant.compare_at_price,
        PriceChange.Compare.PRESENT: variant.price,
        PriceChange.Compare.CLEAR: None,
    }[PriceChange.Compare(change.compare)]
    line = PriceChangeLine(
        change=change,
        variant_id=variant.pk,
        price_before=variant.price,
        compare_before=variant.compare_at_price,
        price_after=price if abs(price) < LARGEST else None,
        compare_after=compare,
    )
    line.remark = _remark(line)
    return line


def _price(change: PriceChange, before: Decimal) -> Decimal:
    after = money.rounded(Step.read(change.step).applied(before))
    return money.ending_on(after, Decimal(change.ending)) if change.ending and after >= 0 else after


def _remark(line: PriceChangeLine) -> Remark:
    price, compare = line.price_after, line.compare_after
    if price is None:
        return Remark.TOO_LARGE
    if price < 0:
        return Remark.BELOW_ZERO
    if (price, compare) == (line.price_before, line.compare_before):
        return Remark.UNCHANGED
    if price == 0:
        return Remark.FREE
    return Remark.NOT_SHOWN if compare is not None and compare <= price else Remark.FINE
