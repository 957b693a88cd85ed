"""Every page of the shop in each of its states: one list for axe, for pictures, for whoever has to look.

A walk leads a visitor from state to state and yields each one's name while it is open. Whoever follows may
scale it and look at it in another light before going on.
"""

from collections.abc import Callable, Iterator, Mapping

from e2e.sights import account, arabic, browsing, buying, entrance, mishaps, selling_out
from e2e.sights.visitor import Visitor

WALKS: Mapping[str, Callable[[Visitor], Iterator[str]]] = {
    "browsing": browsing.walk,
    "selling out": selling_out.walk,
    "buying": buying.walk,
    "entrance": entrance.walk,
    "account": account.walk,
    "arabic": arabic.walk,
    "mishaps": mishaps.walk,
}
