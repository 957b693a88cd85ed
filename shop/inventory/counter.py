"""The counter of a stock row, and the only statement that writes it."""

from collections.abc import Collection

from django.db import connection

from shop.inventory.bands import band_after_commit, band_of

# The ORM has no RETURNING; without it we would not know, at the price of one statement, where we passed.
_MOVE = """\
UPDATE "inventory_stock" SET "available" = "available" + %s, "version" = "version" + 1
WHERE "variant_id" IN ({}) AND "available" >= %s
RETURNING "variant_id", "available"
"""


def move(variants: Collection[int], units: int) -> int:
    """Add units (negative: take them) to the counter of each variant; return how many counters moved.

    One that would fall below zero does not move. The caller holds the stock locks; this guard, and the
    database's CHECK behind it, hold even if it does not. Where a counter came into another band, its product
    does so too, after commit.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MOVE.format(", ".join(["%s"] * len(variants))), [units, *variants, -units])
        moved = cursor.fetchall()
    if passed := [variant for variant, left in moved if band_of(left) != band_of(left - units)]:
        band_after_commit(passed)
    return len(moved)
