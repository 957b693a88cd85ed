"""Stock that comes in or goes out by hand: deliveries, corrections, returns, breakage."""

from collections.abc import Mapping

from shop.accounts.models import User
from shop.inventory.broadcasts import stock_changed
from shop.inventory.counter import move
from shop.inventory.expiry import recover
from shop.inventory.locking import lock_stocks, transactional
from shop.inventory.models import Stock, StockEntry
from shop.inventory.reservations import OutOfStock


def receive(
    variant: int,
    delta: int,
    *,
    reason: str = StockEntry.Reason.RECEIVED,
    note: str = "",
    actor: User | None = None,
) -> StockEntry:
    """Enter `delta` units (negative: out, never 0) into the ledger and the counter, under the stock's lock.

    Raises OutOfStock when more would go out than nobody holds and nobody bought.
    """
    return receive_many({variant: delta}, reason=reason, note=note, actor=actor)[0]


@transactional
def receive_many(
    deltas: Mapping[int, int],
    *,
    reason: str = StockEntry.Reason.RECEIVED,
    note: str = "",
    actor: User | None = None,
) -> list[StockEntry]:
    """Enter units for many variants at once, all or nothing. A delta of 0 only opens the stock row."""
    moves = {variant: delta for variant, delta in deltas.items() if delta}
    Stock.objects.bulk_create(
        [Stock(variant_id=variant) for variant in sorted(deltas)], ignore_conflicts=True
    )
    _refuse_what_is_not_there(lock_stocks(deltas), moves)
    entries = StockEntry.objects.bulk_create(
        [
            StockEntry(variant_id=pk, delta=delta, reason=reason, note=note, actor=actor)
            for pk, delta in moves.items()
        ]
    )
    # One plain statement for each amount: imports bring the same few amounts for very many variants.
    for amount in set(moves.values()):
        move([variant for variant, delta in moves.items() if delta == amount], amount)
    stock_changed(moves)
    return entries


def _refuse_what_is_not_there(stocks: Mapping[int, Stock], moves: Mapping[int, int]) -> None:
    for variant, delta in moves.items():
        recover(stocks[variant], -delta)
        if stocks[variant].available + delta < 0:
            raise OutOfStock(variant, -delta, stocks[variant].available)
