"""What open pages learn when stock moves: the badge, the button and the price of a variant."""

from collections.abc import Collection

from components.catalogue import Price
from shop.inventory.availability import availability
from shop.live.topics import Kind, Snapshot, announce, register


def stock_changed(variants: Collection[int]) -> None:
    """Tell every open page, after commit, that these variants changed."""
    announce("variant", *variants)


def _read(variants: Collection[int]) -> dict[int, Snapshot]:
    return {
        pk: Snapshot(
            version=state.version,
            props=(
                state.badge(),
                state.button(),
                Price(pk, state.price, state.compare_at_price, state.version),
            ),
        )
        for pk, state in availability(variants).items()
    }


register(Kind("variant", read=_read))
