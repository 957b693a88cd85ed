"""How fast a claim is, and what an order costs, against what the database and a bare view can do.

`python3 dev.py bench`, or `python -m bench` where the packages are.
"""

import os
import platform
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import books, report
from bench.books import UNITS, Books
from bench.contest import Ground, lap, laps
from bench.contestants import SHIPPED, Errand, line_up
from bench.crew import crew
from bench.floors import pgbench
from bench.pages.running import run_pages, run_throughput
from bench.programme import PAGES, RECOMMENDATIONS, SALES, THROUGHPUT, Programme, options, programme
from bench.recommendations.running import run_recommendations
from deploy import gunicorn
from deploy.local.console import say
from deploy.local.paths import data_dir
from deploy.local.program import program
from loadtest.opening import Goods, opened

HOLD_SECONDS = 900
SHELF = 24
WARM_SECONDS = 1.0


def main(arguments: list[str]) -> int:
    """Run the bench that the command line asks for and return the exit code."""
    return program("bench", __doc__, options, lambda chosen: _run(programme(chosen)), arguments)


def _run(asked: Programme) -> int:
    if sales := [group for group in asked.only if group in SALES]:
        _run_sales(replace(asked, only=tuple(sales)))
    if PAGES in asked.only:
        run_pages(asked, _folder(PAGES))
    if THROUGHPUT in asked.only:
        run_throughput(asked, _folder(THROUGHPUT))
    if RECOMMENDATIONS in asked.only:
        run_recommendations(asked, _folder(RECOMMENDATIONS))
    return 0


def _folder(name: str) -> Path:
    folder = data_dir() / "reports" / datetime.now(UTC).strftime(f"{name}-%Y-%m-%dT%H%M%S")
    folder.mkdir(parents=True)
    return folder


def _run_sales(asked: Programme) -> None:
    load = os.getloadavg()
    folder = _folder("bench")
    say("Opening a shop for the bench …")
    goods = Goods(UNITS, HOLD_SECONDS, SHELF)
    with opened(goods, {"DJANGO_SETTINGS_MODULE": "bench.settings"}, folder / "shop.log") as shop:
        os.environ |= shop.env
        with books.opened(shop.database) as kept, crew(gunicorn.workers) as callers:
            found = _circumstances(asked, kept, load)
            done = _laps(asked, Ground(shop, kept, callers))
    report.tell(done)
    say(f"\n{report.write(found, done, folder)}")


def _circumstances(asked: Programme, kept: Books, load: tuple[float, ...]) -> dict[str, Any]:
    """Say, and return, where and how it is measured."""
    found = {
        "load_before": [round(each, 2) for each in load],
        "processors": os.cpu_count(),
        "system": platform.platform(),
        "postgres": kept.durability(),
        "floors_by": ("pgbench" if pgbench() else "psycopg2") + ", prepared statements",
        SHIPPED: f"{gunicorn.workers} processes of {gunicorn.threads} threads",
        "rounds": asked.rounds,
        "seconds": asked.seconds,
    }
    for name, value in found.items():
        say(f"{name.replace('_', ' ') + ':':<16}{value}")
    return found


def _laps(asked: Programme, ground: Ground) -> list[report.Lap]:
    contestants = line_up(asked)
    for contestant in contestants:
        if isinstance(contestant, Errand):  # gunicorn's processes are warm before time is taken
            lap(contestant, ground, -1, min(WARM_SECONDS, asked.seconds))
    done = []
    for each in laps(contestants, ground, asked.rounds, asked.seconds):
        say(f"round {each.round + 1}: {each.name}, {each.callers}: {each.rate:,.1f}/s, load {each.load:.1f}")
        done.append(each)
    return done


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
