"""Units that come back: the counter goes up by what a released reservation claimed, once."""

from collections import Counter
from collections.abc import Collection, Sequence

from shop.inventory.broadcasts import hold_changed, stock_changed
from shop.inventory.counter import move
from shop.inventory.locking import lock_reservations, lock_stocks, transactional
from shop.inventory.models import Reservation


@transactional
def release(reservations: Collection[int], *, origin: str) -> int:
    """Give the units back of those reservations that are still in state `origin` (held or sold).

    Locks stock rows, then reservations, so that a second release finds nothing to give back. Returns
    how many units came back.
    """
    rows = Reservation.objects.filter(pk__in=reservations, state=origin)
    lock_stocks(set(rows.values_list("variant", flat=True)))
    back = give_back(lock_reservations(rows))
    stock_changed(back)
    return back.total()


def give_back(reservations: Sequence[Reservation]) -> Counter[int]:
    """Release reservations; return the units that came back to each variant.

    The caller holds the locks on them and on their variants' stock, and announces the change of stock.
    """
    back: Counter[int] = Counter()
    for row in reservations:
        back[row.variant_id] += row.quantity
    released = [row.pk for row in reservations]
    Reservation.objects.filter(pk__in=released).update(state=Reservation.State.RELEASED)
    hold_changed(released)
    for variant, quantity in sorted(back.items()):
        move([variant], quantity)
    return back
