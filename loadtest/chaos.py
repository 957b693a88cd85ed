"""Sales in the middle of which web, worker and PostgreSQL are killed, judged like any other sale.

`python3 dev.py chaos`, or `python -m loadtest.chaos` where the packages are. All sales are held in one shop,
which outlives every kill. Exits with 1 when one was not fair, or was over before all was killed.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from deploy.local.console import Refusal, say
from deploy.local.paths import data_dir
from deploy.local.program import program
from deploy.local.supervision import KINDS, Processes, supervised
from loadtest import aftermath, ledger
from loadtest.crowd import Crowd
from loadtest.opening import Goods, stocked
from loadtest.plan import MOST
from loadtest.strikes import options, strikes
from loadtest.striking import SETTINGS
from loadtest.struck import Outcome, Shop, StruckSale

HOLD = 900  # seconds: no hold runs out during a sale
FEWEST = 10  # units, so that there is a middle
MINUTES = 3.0  # after that who still waits is unanswered


def main(arguments: list[str]) -> int:
    """Hold the sales that the command line asks for and return the exit code."""
    return program("chaos", __doc__, options, _hold, arguments)


def _hold(asked: argparse.Namespace) -> int:
    if asked.seeds < 1:
        raise Refusal("At least one seed, please.")
    if not FEWEST <= asked.units <= asked.buyers <= MOST:
        raise Refusal(f"At least {FEWEST} units, please, and as many buyers, who may be {MOST}.")
    folder = data_dir() / "reports" / datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S")
    folder.mkdir(parents=True)
    with _opened(asked, folder / "shop.log") as shop:
        outcomes = {seed: _sale(shop, seed, asked, folder) for seed in _seeds(asked)}
        wrongs = list(_afterwards(shop, asked))
    say("\n".join(wrongs or ["\nAfterwards nothing is held, the audit is clean, each order has its mail."]))
    say(f"\n{_write(outcomes, wrongs, folder)}")
    return 0 if all(outcome.fair for outcome in outcomes.values()) and not wrongs else 1


@contextmanager
def _opened(asked: argparse.Namespace, log: Path) -> Iterator[Shop]:
    say("Opening a shop for the sales …")
    goods = Goods(asked.units, HOLD, others=0, drops=[_drop(seed) for seed in _seeds(asked)])
    with stocked(goods, SETTINGS) as premises:
        processes = Processes(premises.full, premises.env, log)
        with supervised(processes, (*KINDS, "mail")):
            yield Shop(premises, processes)


def _sale(shop: Shop, seed: int, asked: argparse.Namespace, folder: Path) -> Outcome:
    drop = _drop(seed)
    crowd = Crowd("persistent", asked.buyers, MINUTES, f"/products/{drop.lower()}/")
    outcome = StruckSale(shop, drop, crowd, strikes(seed, asked.units), folder / drop.lower()).hold()
    say("\n".join([f"seed {seed}: {_summary(outcome)}", *_details(outcome)]))
    return outcome


def _afterwards(shop: Shop, asked: argparse.Namespace) -> Iterator[str]:
    """Say what is wrong when time has passed. Raises Refusal when the shop never comes to rest."""
    database = shop.premises.database.url
    aftermath.time_passes(database)
    shop.processes.until(lambda: aftermath.settled(database), "The last mail, and the end of the last hold,")
    with ledger.opened(database, _drop(asked.seed)) as books:
        yield from aftermath.unmailed(books.orders(), aftermath.letters(shop.processes.full.mail))
    if complaint := shop.premises.audit():
        yield f"The shop's audit: {complaint}"


def _summary(outcome: Outcome) -> str:
    counts = {
        "orders": outcome.orders,
        "refusals": outcome.refusals,
        "units left in carts": outcome.held,
        "requests struck": dict(Counter(struck.status for struck in outcome.struck)),
        "of these while nothing was away": len(outcome.late),
    }
    counted = ", ".join(f"{what} {count or 0}" for what, count in counts.items())
    return f"{'fair' if outcome.fair else 'NOT FAIR'} in {outcome.seconds:.1f} s: {counted}"


def _details(outcome: Outcome) -> Iterator[str]:
    for blow in outcome.blows:
        claimed, sold = blow.progress
        away = f"away for {blow.back - blow.fell:.1f} s"
        yield f"  {blow.victim} killed with {claimed} units claimed and {sold} sold, {away}"
    for kind, found in outcome.wrongs.items():
        yield from (f"  {kind}: {said}" for said in found)


def _write(outcomes: Mapping[int, Outcome], wrongs: list[str], folder: Path) -> Path:
    file = folder / "chaos.json"
    sales = [{"seed": seed, "fair": outcome.fair, **asdict(outcome)} for seed, outcome in outcomes.items()]
    file.write_text(json.dumps({"sales": sales, "afterwards": wrongs}, indent=1))
    return file


def _seeds(asked: argparse.Namespace) -> range:
    return range(asked.seed, asked.seed + asked.seeds)


def _drop(seed: int) -> str:
    return f"DROP-{seed}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
