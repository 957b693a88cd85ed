"""Holds that ran out. Expiry is judged by the database's clock and swept from the database."""

from collections import Counter
from collections.abc import Collection

from django.db.models import F, QuerySet
from django.db.models.functions import Now

from shop.inventory.broadcasts import stock_changed
from shop.inventory.locking import lock_reservations, lock_stocks, transactional
from shop.inventory.models import Reservation, Stock

BATCH = 200


def sweep_expired_holds() -> int:
    """Give back the units of every hold that ran out, batch after batch; return how many units."""
    units = 0
    while freed := _sweep_batch():
        units += freed
    return units


@transactional
def _sweep_batch() -> int:
    """Sweep some variants, leaving those that somebody else has locked: whoever does will free them."""
    variants = set(_expired().order_by("expires_at").values_list("variant", flat=True)[:BATCH])
    stocks = lock_stocks(variants, skip_locked=True) if variants else {}
    freed = free_expired(stocks) if stocks else Counter()
    stock_changed(freed)
    return freed.total()


def free_expired(variants: Collection[int]) -> Counter[int]:
    """Release the variants' expired holds; return the units that came back to each.

    The caller holds the variants' stock locks and announces the change.
    """
    rows = lock_reservations(_expired().filter(variant__in=list(variants)), skip_locked=True)
    freed: Counter[int] = Counter()
    for row in rows:
        freed[row.variant_id] += row.quantity
    Reservation.objects.filter(pk__in=[row.pk for row in rows]).update(state=Reservation.State.RELEASED)
    for variant, quantity in sorted(freed.items()):
        Stock.objects.filter(pk=variant).update(available=F("available") + quantity, version=F("version") + 1)
    return freed


def _expired() -> QuerySet[Reservation]:
    return Reservation.objects.filter(state=Reservation.State.HELD, expires_at__lte=Now())
