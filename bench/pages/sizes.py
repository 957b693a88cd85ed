"""Is a page as fast in a large shop as in a small one?"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from statistics import median
from typing import Any

from bench.pages.shelves import Shelf, said_by
from deploy.local.console import say

CACHES = ("warm", "cold")

Figures = Mapping[int, Mapping[str, Mapping[str, float]]]  # by size and page


def measured(shelves: Sequence[Shelf], rounds: int, times: int) -> Figures:
    """Return the medians over rounds, in each of which every page of every size is opened so many times.

    Raises Refusal.
    """
    found: dict[int, list[dict[str, dict[str, float]]]] = defaultdict(list)
    for _ in range(rounds):
        for shelf in shelves:
            found[shelf.size].append(_clocked(shelf, times))
    return {size: _medians(rounds) for size, rounds in found.items()}


def tell(shelves: Sequence[Shelf], figures: Figures) -> dict[str, Any]:
    """Say what was found, and return it for the report."""
    for each in (one for shelf in shelves for one in shelf.imports):
        kind = "repeat" if each.repeated else "import"
        say(f"{kind} of {each.rows:>7,} rows: {each.seconds:6.1f} s, {each.megabytes:4.0f} MB at most")
    ratios = _ratios(figures)
    for line in _table(figures, ratios):
        say(line)
    imports = {shelf.size: [asdict(one) for one in shelf.imports] for shelf in shelves}
    return {"imports": imports, "pages": figures, "large to small": ratios}


def plans(shelf: Shelf) -> str:
    """Return how the database answers the heaviest question of each page. Raises Refusal."""
    return said_by(shelf.env, "bench.pages.plans")


def _clocked(shelf: Shelf, times: int) -> dict[str, dict[str, float]]:
    return json.loads(said_by(shelf.env, "bench.pages.clock", str(times)).splitlines()[-1])


def _medians(rounds: list[dict[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    return {
        page: {figure: median(each[page][figure] for each in rounds) for figure in rounds[0][page]}
        for page in rounds[0]
    }


def _ratios(figures: Figures) -> dict[str, dict[str, float]]:
    """Return how many times longer each page takes in the largest shop than in the smallest."""
    small, large = figures[min(figures)], figures[max(figures)]
    return {page: {kind: large[page][kind] / small[page][kind] for kind in CACHES} for page in small}


def _table(figures: Figures, ratios: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return lines: milliseconds with full and with empty caches and queries, by size, and the ratios."""
    heads = "".join(f"{f'{size:,} products':>26}" for size in figures)
    lines = ["", f"{'ms: warm, cold; queries':<24}{heads}{'ratio warm, cold':>22}"]
    for page, ratio in ratios.items():
        cells = (each[page] for each in figures.values())
        shown = "".join(f"{one['warm']:>11.1f}{one['cold']:>9.1f}{one['queries']:>6.0f}" for one in cells)
        lines.append(f"{page:<24}{shown}{ratio['warm']:>15.2f}{ratio['cold']:>7.2f}")
    return lines
