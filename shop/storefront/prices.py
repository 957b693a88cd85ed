"""A few ready price ranges, fitted to what is in sight.

Prices are counted by step: between 1, 2, 5, 10, 20, … and apart from that exactly on each of these edges. So
a range from edge to edge, both included, adds up to exactly what choosing it brings.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

EDGES = [Decimal(digit * 10**zeros) for zeros in range(7) for digit in (1, 2, 5)]
MOST_RANGES = 5

Bound = Decimal | None


@dataclass(frozen=True, slots=True)
class Range:
    """Prices from `lowest` to `highest`, both included; None is open."""

    lowest: Bound
    highest: Bound
    count: int


def step_sql(price: str) -> str:
    """Return the SQL expression for the step that a column's price is on."""
    whens = (
        f"WHEN {price} < {edge} THEN {2 * at} WHEN {price} = {edge} THEN {2 * at + 1}"
        for at, edge in enumerate(EDGES)
    )
    return f"CASE {' '.join(whens)} ELSE {2 * len(EDGES)} END"


def ranges(steps: Mapping[int, int]) -> list[Range]:
    """Return up to MOST_RANGES ranges of about as many products each; none where one holds them all."""
    bounds = [None, *_cuts(steps), None]
    found = [_range(steps, *ends) for ends in pairwise(bounds)]
    return found if len(found) > 1 else []


def _cuts(steps: Mapping[int, int]) -> Iterator[Decimal]:
    """Cut at an edge as soon as a fair share has gathered below it, and while there is something above."""
    left = sum(steps.values())
    share, gathered, cut = left / MOST_RANGES, 0, -1
    for step in sorted(steps):
        gathered, left, edge = gathered + steps[step], left - steps[step], step // 2
        if gathered >= share and left and cut < edge < len(EDGES):
            yield EDGES[edge]
            gathered, cut = 0, edge


def _range(steps: Mapping[int, int], lowest: Bound, highest: Bound) -> Range:
    first = 0 if lowest is None else 2 * bisect_left(EDGES, lowest) + 1
    last = 2 * len(EDGES) if highest is None else 2 * bisect_left(EDGES, highest) + 1
    return Range(lowest, highest, sum(count for step, count in steps.items() if first <= step <= last))
