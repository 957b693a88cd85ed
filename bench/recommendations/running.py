"""The bench of recommendations: shops of several sizes, of which the first is also done by the book."""

import json
import os
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.pages import shelves
from bench.pages.shelves import PYTHON, Shelf
from bench.programme import Programme
from deploy.local.console import Refusal, say
from deploy.local.paths import ROOT
from deploy.local.processes import start


@dataclass(frozen=True)
class Run:
    """A process that has ended: what it said last, its seconds, and the megabytes that it had at most."""

    said: str
    seconds: float
    worked: float  # seconds of processor, which other processes on the machine change little
    megabytes: float


def run_recommendations(asked: Programme, folder: Path) -> None:
    """Measure, say what was found, and write report.json. Raises Refusal."""
    found: dict[str, Any] = {"load_before": os.getloadavg(), "processors": os.cpu_count()}
    with tempfile.TemporaryDirectory(prefix="fastshop-recommendations-") as place:
        say(f"Filling shops with {', '.join(f'{size:,}' for size in asked.sizes)} products …")
        with shelves.filled(asked.sizes, asked.file, Path(place)) as filled:
            found["builds"] = [_built(shelf, Path(place), asked.times) for shelf in filled]
            found["kernels"] = _compared(filled[0], found["builds"][0], Path(place))
    (folder / "report.json").write_text(json.dumps(found, indent=1))
    say(f"\n{folder / 'report.json'}")


def _built(shelf: Shelf, place: Path, times: int) -> dict[str, Any]:
    command = (ROOT / "manage.py", "build_recommendations")
    _watched(shelf.env, place, *command, "--help")  # compiles what it loads, as an image's packages are
    build = _watched(shelf.env, place, *command)
    say(
        f"\n{shelf.size:,} products: built in {build.seconds:.1f} s, of which its process worked "
        f"{build.worked:.1f} s; {build.megabytes:.0f} MB at most"
    )
    changed = _watched(shelf.env, place, "-m", "bench.recommendations.changes", str(times))
    took = json.loads(changed.said)
    steps, reads = took["steps"], quantiles(took["reads"], n=100, method="inclusive")
    say(
        f"  a product's change: {median(steps):.2f} s, {max(steps):.2f} s at most, {changed.megabytes:.0f} MB"
    )
    say(f"  a shelf is read in {reads[49] * 1000:.1f} ms, 99 of 100 in {reads[98] * 1000:.1f} ms")
    return {"products": shelf.size, "command": asdict(build), "changes": asdict(changed) | took}


def _compared(shelf: Shelf, built: Mapping[str, Any], place: Path) -> dict[str, Any]:
    """Do the same by linear_kernel and argsort, row by row, in the same shop. Raises Refusal."""
    took = json.loads(_watched(shelf.env, place, "-m", "bench.recommendations.kernels").said)
    book, steps = took["textbook"], built["changes"]["steps"]
    ratios = {
        "book_by_nearest": book / took["ours"],
        "book_by_command": book / built["command"]["seconds"],
        "change_by_book": median(steps) / book,
        "slowest_change_by_book": max(steps) / book,
    }
    say(f"\n{took['rows']:,} products by linear_kernel and argsort (the book): {book:.1f} s,")
    say(f"of which its process worked {took['textbook_worked']:.1f} s")
    say(
        f"Neighbours alone: {took['ours']:.1f} s, {ratios['book_by_nearest']:.1f} times faster than the book."
    )
    say(f"Rows with other neighbours, ties apart: {took['different']}")
    say(f"The whole command: {ratios['book_by_command']:.1f} times faster than the book.")
    say(f"A product's change, of the book's time: {ratios['change_by_book']:.2%} at the median,")
    say(f"{ratios['slowest_change_by_book']:.2%} at worst of {len(steps)}; the first one loads SciPy.")
    return took | ratios


def _watched(env: Mapping[str, str], place: Path, *command: str | Path) -> Run:
    log = place / "child.log"
    began = time.monotonic()
    with log.open("wb") as output:
        child = start([PYTHON, *command], env={**env, **_kept_bytecode(place)}, output=output)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    said = log.read_text()
    if child.returncode:
        raise Refusal(f"{said}\nRecommendations could not be measured.")
    seconds, worked = time.monotonic() - began, usage.ru_utime + usage.ru_stime
    return Run(said.splitlines()[-1], seconds, worked, usage.ru_maxrss / 1024)


def _kept_bytecode(place: Path) -> dict[str, str]:
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(place / "bytecode")}
