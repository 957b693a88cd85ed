"""The stock band of a product, which lists filter by: how much there is of what it is offered as, at most.

It follows the counters a moment later, outside of their transactions: a product row that somebody has locked
never makes a claim wait. What gets lost with a process that dies in that moment, `heal` finds.
"""

from collections import defaultdict
from collections.abc import Collection

from django.conf import settings
from django.db import transaction
from django.db.models import Case, Max, Q, Value, When
from django.db.models.functions import Coalesce

from shop.catalogue.locking import lock_products
from shop.catalogue.models import Product, ProductQuerySet, StockBand
from shop.inventory.locking import limit_lock_waits, transactional

WAIT_MS = 250  # a shopper may be waiting for the answer
BATCH = 500  # products healed at a time, so that no lock is held for long


def band_of(units: int) -> StockBand:
    """Return the band of so many units."""
    if units <= 0:
        return StockBand.NONE
    return StockBand.FEW if units <= settings.FEW_LEFT else StockBand.PLENTY


def band_after_commit(variants: Collection[int]) -> None:
    """Set the bands of these variants' products once the transaction has committed. Never raises."""
    # No partial: Django logs what a robust hook raises by the hook's name, and raises itself without one.
    transaction.on_commit(lambda: band(variants), robust=True)


def band(variants: Collection[int]) -> None:
    """Set the bands of these variants' products by what is there; write only what differs.

    Raises Busy when a product is locked for longer than a shopper should wait.
    """
    _correct(set(Product.objects.order_by().filter(variants__in=variants).values_list("pk", flat=True)))


def heal() -> int:
    """Correct every band that is wrong, but of products that are locked; return how many were wrong.

    That is what a killed process left, what archived variants leave, and all of it when FEW_LEFT changes.
    """
    wrong = list(untrue().values_list("pk", flat=True))
    for start in range(0, len(wrong), BATCH):
        _correct(wrong[start : start + BATCH], skip_locked=True)
    return len(wrong)


def untrue() -> ProductQuerySet:
    """Return the products whose band is not the `truth`."""
    most = Coalesce(Max("variants__stock__available", filter=Q(variants__archived=False)), 0)
    plenty = When(most__gt=settings.FEW_LEFT, then=StockBand.PLENTY)
    truth = Case(plenty, When(most__gt=0, then=StockBand.FEW), default=Value(StockBand.NONE))
    return Product.objects.order_by().alias(most=most).annotate(truth=truth).exclude(stock_band=truth)


@transactional
def _correct(products: Collection[int], *, skip_locked: bool = False) -> None:
    limit_lock_waits(WAIT_MS)
    wrong: dict[int, list[int]] = defaultdict(list)
    there = lock_products(products, skip_locked=skip_locked)
    for product, truth in untrue().filter(pk__in=there).values_list("pk", "truth"):
        wrong[truth].append(product)
    for truth, those in wrong.items():
        Product.objects.filter(pk__in=those).update(stock_band=truth)
