"""What a fan-out bench found: tables for the terminal, all of it as JSON, and a page with plots."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from html import escape
from pathlib import Path
from statistics import median

from bench.fanout.bursts import Burst
from bench.fanout.findings import Findings, figures
from bench.fanout.rounds import Rest
from loadtest import plots
from loadtest.report import PAGE

_COLUMNS = ("last ms", "worst", "middle ms", "CPU ms", "redis", "postgres", "clients", "kB/socket", "idle %")
_OF_BURSTS = ("changes/s", "frames/s", "kB/s", "behind ms", "CPU %")


def lines(found: Findings) -> Iterator[str]:
    """Yield what is worth saying in a terminal."""
    yield f"\n{'sockets':>7}  {'one change':<32}" + "".join(f"{title:>10}" for title in _COLUMNS)
    for rest in found.rests:
        yield f"{rest.sockets:>7,}  {rest.way:<32}" + "".join(f"{each:>10,.1f}" for each in _row(found, rest))
    yield f"\n{'sockets':>7}  {'burst':<32}" + "".join(f"{title:>10}" for title in _OF_BURSTS)
    for burst in found.bursts:
        yield f"{burst.sockets:>7,}  {burst.what:<32}" + "".join(f"{each:>10,.1f}" for each in _shown(burst))
    yield f"\n{'sockets':>7}"
    for figure in figures(found):
        judged = "met" if figure.met else "MISSED"
        yield f"{figure.sockets:>7,}  {figure.what:<42}{figure.value:>8.2f}  aim {figure.aim}: {judged}"
    yield ""
    yield from found.wrongs or ["Every page was told the last state, and never an older one after a newer."]


def write(found: Findings, folder: Path) -> Path:
    """Write report.json and report.html and return where the page is."""
    told = asdict(found) | {"figures": [asdict(each) for each in figures(found)], "wrongs": found.wrongs}
    (folder / "report.json").write_text(json.dumps(told, indent=1))
    page = folder / "report.html"
    said = escape("\n".join(lines(found)))
    page.write_text(
        PAGE.format(
            title="From one change to many pages",
            kind="wrong" if found.wrongs else "fair",
            judged=escape("; ".join(found.wrongs) or "Every page was told the last state."),
            body="\n".join([*_plots(found), f"<pre>{said}</pre>"]),
        )
    )
    return page


def _row(found: Findings, rest: Rest) -> Iterator[float]:
    """Yield the figures of a way at a number of sockets."""
    rounds = found.of(rest.way, rest.sockets)
    times = [each.last for each in rounds]
    yield from (1000 * each for each in (median(times), max(times), median(each.middle for each in rounds)))
    for kind in ("live", "redis", "postgres", "clients"):
        yield 1000 * found.cost(rest.way, rest.sockets, kind)
    yield from (rest.memory / 1000, 100 * rest.idle)


def _shown(burst: Burst) -> Iterator[float]:
    yield burst.changes / burst.seconds
    yield from (burst.frames, burst.bytes / 1000, 1000 * burst.behind, 100 * burst.cpu)


def _plots(found: Findings) -> Iterator[str]:
    titles = dict(zip(_COLUMNS, range(len(_COLUMNS)), strict=True))
    for title, unit in {
        "last ms": "Milliseconds from a commit to the last page, median",
        "CPU ms": "Milliseconds of the server's processor for one change",
        "kB/socket": "Kilobytes of the server's memory for an open page",
    }.items():
        rows: dict[str, dict[str, float]] = {}
        for rest in found.rests:
            value = list(_row(found, rest))[titles[title]]
            rows.setdefault(f"{rest.sockets:,} sockets", {})[rest.way] = value
        yield plots.bars(unit, rows, unit="by number of open pages")
