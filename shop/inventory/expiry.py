"""Holds that ran out. Expiry is judged by the database's clock and swept from the database."""

from collections import Counter
from collections.abc import Collection

from django.db.models import F, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Now

from shop.inventory.broadcasts import stock_changed
from shop.inventory.locking import lock_reservations, lock_stocks, transactional
from shop.inventory.models import Reservation, Stock
from shop.inventory.releasing import give_back

BATCH = 200  # reservations freed at a time, so that no lock is held for long


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


def free_expired(variants: Collection[int], *, sparing: Collection[int] = ()) -> Counter[int]:
    """Release a batch of the variants' expired holds; return the units that came back to each.

    Leaves the reservations named by `sparing` as they are. The caller holds the variants' stock locks and
    announces the change.
    """
    rows = _expired().filter(variant__in=list(variants)).exclude(pk__in=sparing)
    return give_back(lock_reservations(rows, skip_locked=True, most=BATCH))


def recover(stock: Stock, units: int, *, sparing: Collection[int] = ()) -> None:
    """Bring back expired holds of a locked stock row until `units` are available, or no such hold is left.

    The caller announces the change, unless it refuses and takes all of it back.
    """
    while stock.available < units and (freed := free_expired([stock.pk], sparing=sparing)):
        stock.available += freed[stock.pk]


def claimable(variant: int) -> int:
    """Return how many units a claim could get at this moment, those under expired holds among them.

    Locks nothing: it may have changed by the time of the claim.
    """
    back = _expired().filter(variant=variant).values("variant").annotate(units=Sum("quantity"))
    units = F("available") + Coalesce(Subquery(back.values("units")), 0)
    return Stock.objects.filter(pk=variant).values_list(units, flat=True).first() or 0


def _expired() -> QuerySet[Reservation]:
    return Reservation.objects.filter(state=Reservation.State.HELD, expires_at__lte=Now())
