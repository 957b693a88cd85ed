"""What follows when the prices that products are offered at changed, whoever changed them."""

from collections.abc import Collection

from shop.catalogue.broadcasts import products_changed
from shop.catalogue.summaries import summarise

BATCH = 1000


def prices_changed(products: Collection[int]) -> None:
    """Let whatever is derived from the prices of these products follow, and every open page."""
    pks = sorted(set(products))
    for start in range(0, len(pks), BATCH):
        summarise(pks[start : start + BATCH])
        products_changed(pks[start : start + BATCH])
