"""A sale's report: one HTML file with everything in it, and report.json beside it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from loadtest import plots
from loadtest.figures import Sale, by_second, figures, noes, ordered, processors, series, stock

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }}
body {{ max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
h2 {{ font-size: 1.1rem; margin: 2rem 0 0; }}
figure {{ margin: 0; }} figcaption p {{ margin: 0; opacity: .8; }}
svg {{ width: 100%; height: auto; }} svg text {{ font-size: 11px; fill: currentColor; }}
.key {{ width: .7em; }} .grid {{ stroke: currentColor; opacity: .15; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: right; padding: .2rem .6rem; border-bottom: 1px solid #8884; }}
th:first-child, td:first-child, .said td {{ text-align: left; }}
.fair {{ color: #059669; }} .wrong {{ color: #dc2626; }}
</style></head><body>
<h1>{title}</h1>
<p class="{kind}"><strong>{judged}</strong></p>
{body}
</body></html>
"""
TIMES = ("p50", "p90", "p95", "p99", "max")


def write(sale: Sale, folder: Path) -> Path:
    """Write both files and return where the page is."""
    counted = figures(sale)
    (folder / "report.json").write_text(json.dumps(counted | {"series": series(sale)}, indent=1))
    page = folder / "report.html"
    page.write_text(_page(sale, counted))
    return page


def judgement(counted: Mapping[str, Any]) -> str:
    """Return the verdict in one sentence, and what went wrong below it."""
    if counted["fair"]:
        return "Fair: nothing oversold, undersold, duplicated or lost, and every buyer got an answer."
    found = [f"{kind}: {said}" for kind, wrongs in counted["wrongs"].items() for said in wrongs]
    return "\n".join(["Not fair.", *found])


def summary(counted: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is worth saying in a terminal, as name and value."""
    ending = counted["stock_at_the_end"]
    yield "units", f"{counted['units']}: " + ", ".join(f"{count} {word}" for word, count in ending.items())
    yield "orders", f"{counted['orders']} in {counted['seconds_to_last_order']} s"
    best = counted["orders_in_best_second"]
    yield "orders per second", f"{counted['orders_per_second']}, {best} in the best second"
    yield "refusals", ", ".join(f"{count} × {what}" for what, count in counted["refusals"].items()) or "none"
    parts = ", ".join(f"{kind} {spent}" for kind, spent in counted["cpu_ms_per_order"].items())
    yield "server CPU per order", f"{counted['server_cpu_ms_per_order']} ms (web, live, postgres, redis)"
    yield "CPU ms per order", parts
    yield "others' CPU", f"{counted['cpu_seconds_of_others']} s, that of programs beside the sale meanwhile"


def _page(sale: Sale, counted: Mapping[str, Any]) -> str:
    title = "A {shoppers} sale of {units} units to {buyers} buyers".format(**counted["plan"])
    return PAGE.format(
        title=escape(title),
        kind="fair" if counted["fair"] else "wrong",
        judged=escape(judgement(counted)).replace("\n", "<br>"),
        body="\n".join(_body(sale, counted)),
    )


def _body(sale: Sale, counted: Mapping[str, Any]) -> Iterator[str]:
    yield f'<div class="said">{_table(["", ""], summary(counted))}</div>'
    answers = {"ordered": by_second(sale, ordered(sale)), "refused": by_second(sale, noes(sale))}
    yield plots.lines("Orders and refusals", answers, unit="in each second")
    yield plots.lines("Stock", stock(sale), unit="units of the drop")
    times = {row["name"]: {name: row[name] or 0 for name in ("p50", "p95", "p99")} for row in sale.requests}
    yield plots.bars("Time to an answer", times, unit="milliseconds, as buyers saw it")
    columns = ["name", "method", "count", "failures", *TIMES]
    yield _table(columns, ([row[name] for name in columns] for row in sale.requests))
    yield plots.lines(
        "Processors in use", processors(sale), unit="by kind of process; all is the whole machine"
    )
    run = json.dumps(counted["plan"] | counted["machine"], indent=1)
    yield f"<h2>How it was run</h2><pre>{escape(run)}</pre>"


def _table(head: Sequence[str], rows: Iterator[Sequence[Any]]) -> str:
    titles = "".join(f"<th>{escape(title)}</th>" for title in head)
    cells = ("".join(f"<td>{escape(str(cell))}</td>" for cell in row) for row in rows)
    return f"<table><tr>{titles}</tr>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
