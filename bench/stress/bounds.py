"""What is beyond doubt about the free units of one variant, from nothing but what callers were told.

Calls overlap, so nobody knows in which order the database took them. But each took effect between its
question and its answer, and two bounds follow that no order can break.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate

from bench.stress.told import Delivery, Promise


class _Tally:
    """Units by moment."""

    def __init__(self, entries: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(entries)
        self._moments = [moment for moment, _ in ordered]
        self._sums = [0, *accumulate(units for _, units in ordered)]

    def before(self, moment: int) -> int:
        return self._sums[bisect_left(self._moments, moment)]

    def until(self, moment: int) -> int:
        return self._sums[bisect_right(self._moments, moment)]


class Bounds:
    """The bounds of one variant."""

    def __init__(self, deliveries: Collection[Delivery], promises: Collection[Promise]) -> None:
        self._deliveries, self._promises = deliveries, promises
        self._delivered = _Tally((delivery.told, delivery.units) for delivery in deliveries)
        self._begun = _Tally((promise.asked, promise.quantity) for promise in promises)
        self._gone = _Tally((promise.gone, promise.quantity) for promise in promises)

    def surely_free(self, asked: int, told: int) -> int:
        """Return how many units were free at every moment between the two, whatever else happened.

        Counts what had come in before, less every promise that may have stood at some moment between.
        """
        promised = self._begun.until(told) - self._gone.before(asked)
        return self._delivered.before(asked) - promised

    def worst(self) -> tuple[int, int]:
        """Return the promised units and those that can have come in, when these fell shortest of those."""
        promised = arrived = 0
        worst = (0, 0)
        for _moment, _order, more_arrived, more_promised in sorted(self._events()):
            arrived += more_arrived
            promised += more_promised
            worst = max(worst, (promised, arrived), key=lambda pair: pair[0] - pair[1])
        return worst

    def _events(self) -> Iterator[tuple[int, int, int, int]]:
        # At one moment: first what makes room, then what needs it.
        for delivery in self._deliveries:
            yield delivery.asked, 0, delivery.units, 0
        for promise in self._promises:
            if promise.sure_until > promise.told:
                yield promise.sure_until, 1, 0, -promise.quantity
                yield promise.told, 2, 0, promise.quantity
