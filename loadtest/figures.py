"""The figures of a sale, as they stand in report.json."""

import os
import platform
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from loadtest.ledger import Snapshot
from loadtest.plan import Plan
from loadtest.sampling import SERVER, Usage, pace, used
from loadtest.telling import REFUSED, Told
from loadtest.verdict import Facts, Verdict

Series = list[tuple[float, float]]


@dataclass(frozen=True)
class Sale:
    """Everything that was measured."""

    plan: Plan
    facts: Facts
    verdict: Verdict
    requests: Sequence[Mapping[str, Any]]
    cpu: list[Usage]
    load_before: float

    @property
    def began(self) -> float:
        """When the first buyer set out."""
        return min((told.came for told in self.facts.told), default=self.cpu[0].at)


def figures(sale: Sale) -> dict[str, Any]:
    """Return what can be counted, without the series."""
    orders, seconds = ordered(sale), used(sale.cpu)
    ended = max(orders, default=sale.began)
    server = sum(seconds.get(kind, 0.0) for kind in SERVER)
    return {
        "plan": asdict(sale.plan),
        "machine": {
            "processors": os.cpu_count(),
            "system": platform.platform(),
            "load_before": round(sale.load_before, 2),
        },
        "fair": sale.verdict.fair,
        "wrongs": dict(sale.verdict.wrongs),
        "units": sale.facts.units,
        "stock_at_the_end": _ending(sale.facts.samples),
        "orders": len(orders),
        "told": dict(Counter(told.said for told in sale.facts.told)),
        "refusals": dict(refusals(sale)),
        "seconds_to_last_order": round(ended - sale.began, 2),
        "orders_per_second": _rate(len(orders), ended - sale.began),
        "orders_in_best_second": max((count for _, count in by_second(sale, orders)), default=0),
        "cpu_seconds_of_others": round(2 * seconds["all"] - sum(seconds.values()), 2),
        "cpu_seconds": {kind: round(spent, 2) for kind, spent in sorted(seconds.items())},
        "server_cpu_ms_per_order": _rate(server * 1000, len(orders)),
        "cpu_ms_per_order": {
            kind: _rate(spent * 1000, len(orders)) for kind, spent in sorted(seconds.items())
        },
        "requests": [dict(row) for row in sale.requests],
    }


def ordered(sale: Sale) -> list[float]:
    """Return when each order was placed, as the database has it: also those whose buyer was cut off."""
    return [order.at for order in sale.facts.orders]


def refusals(sale: Sale) -> Counter[str]:
    """Count refusals by the step and the status they came with."""
    return Counter(f"{told.step}, {told.status}" for told in refused(sale))


def refused(sale: Sale) -> list[Told]:
    """Return the answers that said that there are too few."""
    return [told for told in sale.facts.told if told.said == REFUSED]


def noes(sale: Sale) -> list[float]:
    """Return when buyers were refused."""
    return [told.answered for told in refused(sale)]


def by_second(sale: Sale, times: Iterable[float]) -> Series:
    """Count what happened in each second of the sale."""
    counts = Counter(max(int(at - sale.began), 0) for at in times)
    return [(second, counts[second]) for second in range(max(counts) + 1)] if counts else []


def stock(sale: Sale) -> Mapping[str, Series]:
    """Return how many units were available, held and sold, over time."""
    kinds = ("available", "held", "sold")
    return {
        kind: [(sample.answered - sale.began, getattr(sample, kind)) for sample in sale.facts.samples]
        for kind in kinds
    }


def processors(sale: Sale) -> Mapping[str, Series]:
    """Return how many processors each kind of process used, over time."""
    kinds = [kind for kind, spent in sorted(used(sale.cpu).items()) if spent >= 0.05]
    return {kind: [(at - sale.began, share) for at, share in pace(sale.cpu, kind)] for kind in kinds}


def series(sale: Sale) -> dict[str, Any]:
    """Return all that changes over time, and what every buyer was told."""
    return {
        "orders_by_second": by_second(sale, ordered(sale)),
        "refusals_by_second": by_second(sale, noes(sale)),
        "stock": stock(sale),
        "processors": processors(sale),
        "told": [asdict(told) for told in sale.facts.told],
    }


def _ending(samples: Sequence[Snapshot]) -> dict[str, int]:
    last = samples[-1]
    return {"available": last.available, "held": last.held, "sold": last.sold}


def _rate(count: float, base: float) -> float:
    return round(count / base, 2) if base > 0 else 0.0
