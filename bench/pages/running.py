"""The bench of pages: shops of several sizes first, then a whole shop against a bare view."""

import os
import tempfile
from pathlib import Path
from typing import Any

from bench import report
from bench.pages import shelves, sizes, throughput
from bench.programme import Programme
from deploy.local.console import say


def run_pages(asked: Programme, folder: Path) -> None:
    """Measure, say what was found, and write report.json, and plans.txt of the last shop. Raises Refusal."""
    found = _circumstances(asked)
    with tempfile.TemporaryDirectory(prefix="fastshop-pages-") as place:
        say(f"Filling shops with {', '.join(f'{size:,}' for size in asked.sizes)} products …")
        with shelves.filled(asked.sizes, asked.file, Path(place)) as filled:
            found |= sizes.tell(filled, sizes.measured(filled, asked.rounds, asked.times))
            (folder / "plans.txt").write_text(sizes.plans(filled[-1]))
    _measure_throughput(asked, found, folder)


def run_throughput(asked: Programme, folder: Path) -> None:
    """Measure pages a second alone, say what was found, and write report.json. Raises Refusal."""
    _measure_throughput(asked, _circumstances(asked), folder)


def _circumstances(asked: Programme) -> dict[str, Any]:
    return {"load_before": os.getloadavg(), "processors": os.cpu_count(), "rounds": asked.rounds}


def _measure_throughput(asked: Programme, found: dict[str, Any], folder: Path) -> None:
    say("\nOpening a shop of the full shape …")
    with tempfile.TemporaryDirectory(prefix="fastshop-pages-") as place:
        profile = folder / "profile.txt"
        laps = list(throughput.measured(asked.clients, asked.rounds, asked.seconds, Path(place), profile))
    report.tell(laps)
    say(f"\n{profile.read_text()}")
    say(f"\n{report.write(found, laps, folder)}")
