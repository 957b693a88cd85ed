"""The counter of a stock row, and the only statement that writes it."""

from collections.abc import Collection

from django.db.models import F

from shop.inventory.models import Stock


def move(variants: Collection[int], units: int) -> int:
    """Add units (negative: take them) to the counter of each variant; return how many counters moved.

    One that would fall below zero does not move. The caller holds the stock locks; this guard, and the
    database's CHECK behind it, hold even if it does not.
    """
    enough = Stock.objects.filter(pk__in=variants, available__gte=-units)
    return enough.update(available=F("available") + units, version=F("version") + 1)
