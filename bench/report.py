"""What a bench found: a table for the terminal, and all of it as JSON."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from bench.contest import CALLERS, Lap
from bench.contestants import ADD, ALTERNATIVES, BARE, ONE, PLACE, PURCHASE, SHIPPED
from bench.floors import SCRIPTS
from bench.pages import throughput
from deploy.local.console import say
from loadtest.sampling import SERVER

Laps = Sequence[Lap]
Key = tuple[str, int]  # who, from how many callers


@dataclass(frozen=True)
class Ratio:
    """One contestant against another, round by round. `worst` is the round worst for the first."""

    what: str
    callers: int
    median: float
    worst: float


def table(laps: Laps) -> Iterator[str]:
    """Yield a line for each contestant: how many a second, and what one cost: the server, and who asked."""
    kinds = "".join(f"{kind:>10}" for kind in (*SERVER, CALLERS))
    yield f"{'':<28}{'callers':>8}{'a second':>10}{'worst':>10}{'CPU ms':>10}{'worst':>10}{kinds}"
    for (name, callers), ours in grouped(laps).items():
        rates, costs = [lap.rate for lap in ours], [cost(lap) for lap in ours]
        figures = [median(rates), min(rates), median(costs), max(costs)]
        figures += [median(cost(lap, kind) for lap in ours) for kind in (*SERVER, CALLERS)]
        yield f"{name:<28}{callers:>8}" + "".join(f"{each:>10,.2f}" for each in figures)


def tell(laps: Laps) -> None:
    """Say the table, and every comparison."""
    say("")
    for line in table(laps):
        say(line)
    say(f"\n{'':<60}{'callers':>8}{'median':>8}{'worst':>8}")
    for ratio in ratios(laps):
        say(f"{ratio.what:<60}{ratio.callers:>8}{ratio.median:>8.2f}{ratio.worst:>8.2f}")


def ratios(laps: Laps) -> list[Ratio]:
    """Return every comparison for which both sides ran."""
    found = grouped(laps)
    return [*_of_claims(found), *_of_orders(found), *_of_pages(found)]


def cost(lap: Lap, *kinds: str) -> float:
    """Return the processor milliseconds of these kinds of process, else of the server, for one granted."""
    return sum(lap.cpu.get(kind, 0.0) for kind in kinds or SERVER) * 1000 / max(lap.granted, 1)


def grouped(laps: Laps) -> Mapping[Key, list[Lap]]:
    """Return the laps of each contestant, in the order of the rounds."""
    found: dict[Key, list[Lap]] = defaultdict(list)
    for lap in laps:
        found[lap.name, lap.callers].append(lap)
    return found


def write(found: Mapping[str, Any], laps: Laps, folder: Path) -> Path:
    """Write report.json and return where it is."""
    rows = [
        asdict(lap) | {"per_second": round(lap.rate, 2), "server_cpu_ms": round(cost(lap), 3)} for lap in laps
    ]
    compared = [asdict(ratio) for ratio in ratios(laps)]
    file = folder / "report.json"
    file.write_text(json.dumps({**found, "ratios": compared, "laps": rows}, indent=1))
    return file


def _of_claims(found: Mapping[Key, Laps]) -> Iterator[Ratio]:
    for shape in (ONE, SHIPPED):
        ours = f"reserve, {shape}"
        for other in (f"naive view, {shape}", f"naive claim, {shape}", *SCRIPTS):
            yield from _compared(found, ours, other, lambda lap: lap.rate, min)
        for other in ALTERNATIVES:
            yield from _compared(found, f"{other}, {shape}", ours, lambda lap: lap.rate, min)


def _of_orders(found: Mapping[Key, Laps]) -> Iterator[Ratio]:
    for errand in (ADD, PLACE, PURCHASE):
        for ratio in _compared(found, errand, BARE, cost, max):
            yield replace(ratio, what=f"server CPU, {ratio.what}")


def _of_pages(found: Mapping[Key, Laps]) -> Iterator[Ratio]:
    for page in (throughput.PRODUCT, throughput.LIST):
        bare = throughput.BARE.format(page)
        yield from _compared(found, page, bare, lambda lap: lap.rate, min)
        for ratio in _compared(found, page, bare, cost, max):
            yield replace(ratio, what=f"server CPU, {ratio.what}")


def _compared(
    found: Mapping[Key, Laps],
    name: str,
    other: str,
    figure: Callable[[Lap], float],
    worst: Callable[[Iterable[float]], float],
) -> Iterator[Ratio]:
    """Yield one ratio for each number of callers that both had."""
    for (ran, callers), laps in found.items():
        if ran == name and (others := found.get((other, callers))):
            shares = [figure(mine) / figure(theirs) for mine, theirs in zip(laps, others, strict=True)]
            yield Ratio(f"{name} / {other}", callers, median(shares), worst(shares))
