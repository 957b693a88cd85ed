"""Listed products as a number of each kind, and the kinds as few as facets need them.

A price stands for its step and a rating for being good or not, so that many products are alike.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Sum

from shop.catalogue.models import Alike, Product, StockBand
from shop.storefront.filters import WELL_RATED, Filters
from shop.storefront.prices import EDGES

COLUMNS = ("category_id", "brand", "lowest_price", "on_sale", "stock_band", "rating")
WORTH_FOLDING = 1000  # rows: as many are gone through in a moment
BATCH = 2000

Kinds = Counter[tuple[Any, ...]]


def answers(filters: Filters) -> bool:
    """Return whether kinds tell what fits: options are asked of variants, and odd prices of products."""
    edges = {None, *EDGES}
    return not filters.options and filters.lowest in edges and filters.highest in edges


def fold() -> None:
    """Put together the rows that count the same kind, once that is worth it.

    What others note meanwhile stays as it is, and another fold finds nothing left to take.
    """
    if Alike.objects.filter(folded=False).count() < WORTH_FOLDING:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {Alike._meta.db_table} RETURNING {', '.join(COLUMNS)}, n")  # noqa: S608
        _note(_kinds(cursor))


def astray() -> Kinds:
    """Return by kind how many products are listed but not counted; less than none: counted but not listed."""
    listed = Product.objects.listed().order_by().values_list(*COLUMNS).annotate(many=Count("pk"))
    counted = Alike.objects.values_list(*COLUMNS).annotate(many=-Sum("n"))
    return _kinds(listed.union(counted, all=True))


def repair() -> None:
    """Count what went astray: what changed products behind the database's back left that."""
    _note(astray())


def _note(kinds: Kinds) -> None:
    rows = (
        Alike(**dict(zip(COLUMNS, kind, strict=True)), n=many, folded=True) for kind, many in kinds.items()
    )
    Alike.objects.bulk_create(rows, batch_size=BATCH)


def _kinds(rows: Iterable[tuple[Any, ...]]) -> Kinds:
    """Add up by kind; what comes to nothing is left out."""
    kinds: Kinds = Counter()
    for category, brand, price, on_sale, band, rating, many in rows:
        in_stock = StockBand.PLENTY if band else StockBand.NONE
        kinds[category, brand, _typical(price), bool(on_sale), in_stock, _rounded(rating)] += many
    return Counter({kind: many for kind, many in kinds.items() if many})


def _typical(price: Any) -> Decimal | None:
    """Return a price on the same step of `shop.storefront.prices`: on an edge only if this one is."""
    if price is None:
        return None
    at = bisect_left(EDGES, price)
    if at == len(EDGES):
        return EDGES[-1] + 1
    return EDGES[at] if EDGES[at] == price else EDGES[at] - Decimal("0.01")


def _rounded(rating: Any) -> int | None:
    return None if rating is None else WELL_RATED * (rating >= WELL_RATED)
