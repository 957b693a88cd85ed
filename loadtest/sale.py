"""One sale from nothing: opens a shop, lets buyers in, and judges what they were told.

`python3 dev.py sale`, or `python -m loadtest.sale` where the packages are. Exits with 1 when the sale was
not fair, which `loadtest/verdict.py` defines.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from deploy.local.console import say
from deploy.local.paths import data_dir
from deploy.local.processes import Child, stop
from deploy.local.program import program
from loadtest import ledger, report, telling
from loadtest.crowd import DROP, Crowd
from loadtest.figures import Sale, figures
from loadtest.opening import Goods, OpenShop, opened
from loadtest.plan import Plan, options, plan
from loadtest.sampling import sampled, usage
from loadtest.verdict import Facts, verdict


def main(arguments: list[str]) -> int:
    """Hold the sale that the command line asks for and return the exit code."""
    return program("sale", __doc__, options, lambda chosen: _hold(plan(chosen)), arguments)


def _hold(asked: Plan) -> int:
    folder = data_dir() / "reports" / datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S")
    folder.mkdir(parents=True)
    say("Opening a shop for the sale …")
    goods = Goods(asked.units, asked.hold_seconds, asked.shelf)
    with opened(goods, _settings(asked), folder / "shop.log") as shop:
        say(f"{asked.buyers} shoppers come for {asked.units} units …\n")
        sale = _watched(asked, shop, folder)
    counted = figures(sale)
    for name, value in report.summary(counted):
        say(f"{name + ':':<22}{value}")
    say(f"\n{report.judgement(counted)}\n\n{report.write(sale, folder)}")
    return 0 if sale.verdict.fair else 1


def _watched(asked: Plan, shop: OpenShop, folder: Path) -> Sale:
    """Let the crowd in, look on until it has gone, and compare what it says with the books."""
    load = os.getloadavg()[0]
    crowd = Crowd(asked.shoppers, asked.buyers, asked.minutes)
    with ledger.opened(shop.database) as books:
        buyers = crowd.send(shop.url, folder, folder / "locust.log")
        roots = {**shop.roots, buyers.pid: "locust"}
        with sampled(books.snapshot, every=0.25) as samples, sampled(lambda: usage(roots), every=1) as cpu:
            _wait(buyers, crowd.seconds)
        told, claims, orders = telling.told(folder), books.claims(), books.orders()
        audit, all_of_them = shop.audit(), asked.buyers if asked.shoppers == "stampede" else 1
        facts = Facts(DROP, books.entered(), told, claims, orders, samples, all_of_them, audit)
    return Sale(asked, facts, verdict(facts), telling.requests(folder), cpu, load)


def _wait(buyers: Child, seconds: float) -> None:
    """Return when the buyers have gone; who stays far too long is sent away."""
    try:
        buyers.wait(seconds)
    finally:
        stop(buyers)


def _settings(asked: Plan) -> dict[str, str]:
    chosen = {"WEB_CONCURRENCY": asked.web_workers, "WEB_THREADS": asked.web_threads}
    return {name: str(many) for name, many in chosen.items() if many}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
