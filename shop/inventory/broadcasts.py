"""What open pages learn when stock moves: a variant's badge, button and price, and the hold on it."""

from collections.abc import Collection

from shop.inventory.availability import availability
from shop.live.topics import Kind, Snapshot, announce, register


def stock_changed(variants: Collection[int]) -> None:
    """Tell every open page, after commit, that these variants changed."""
    announce("variant", *variants)


def hold_changed(reservations: Collection[int]) -> None:
    """Tell, after commit, whoever shows these claims that they were renewed or given back.

    A hold that was sold is not told: what shows it follows what it was sold with.
    """
    announce("hold", *reservations)


def _read(variants: Collection[int]) -> dict[int, Snapshot]:
    return {
        pk: Snapshot(
            version=state.version,
            props=(
                state.badge(),
                state.button(),
                state.shown_price(),
            ),
        )
        for pk, state in availability(variants).items()
    }


register(Kind("variant", read=_read))
