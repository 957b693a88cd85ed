"""Many schedules, played by several processes, and what came of them."""

import multiprocessing
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed

from bench.payments.playing import Tally
from bench.payments.programme import Programme
from bench.payments.scene import product
from bench.payments.working import batch, set_up
from deploy.local.console import say
from shop.inventory.audit import imbalances
from shop.orders.audit import disagreements
from shop.orders.money_audit import money_disagreements

BATCH = 25
NEWS = 15  # seconds between two lines of progress
EXAMPLES = 10


def run(asked: Programme, seed: int) -> int:
    """Play the schedules from this seed on and return the exit code."""
    say(f"Seed {seed}. It settles what happens when, not in which order the database comes to it.")
    product()  # which the processes would make at the same moment
    began, tally = time.monotonic(), _played(asked, seed)
    seconds = time.monotonic() - began
    audit = [*map(str, imbalances()), *disagreements(), *money_disagreements()]
    _tell(tally, audit)
    say(f"{tally.played:,} schedules, {tally.steps.total():,} steps in {seconds:,.0f} s.")
    if tally.wrongs or audit:
        say(f"{len(tally.wrongs)} schedules went wrong, and the audit found {len(audit)} problems.")
        return 1
    say("Money in is paid orders and refunds, to the cent; the audit is clean; nothing was fulfilled twice.")
    return 0


def _played(asked: Programme, seed: int) -> Tally:
    tally, news = Tally(), time.monotonic() + NEWS
    seeds = range(seed, seed + asked.schedules)
    parts = [seeds[first : first + BATCH] for first in range(0, len(seeds), BATCH)]
    # A forked child would share our connection to the database.
    apart = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(asked.workers, apart, set_up) as pool:
        try:
            for done in as_completed([pool.submit(batch, part) for part in parts]):
                tally.add(done.result())
                if time.monotonic() > news:
                    say(f"… {tally.played:,} schedules, {len(tally.wrongs)} wrong")
                    news = time.monotonic() + NEWS
        finally:  # what is not begun when somebody has had enough is left
            pool.shutdown(cancel_futures=True)
    return tally


def _tell(tally: Tally, audit: Sequence[str]) -> None:
    say("\nHow orders ended, and what the shop answered to messages:")
    for end, many in sorted(tally.ends.items(), key=lambda pair: -pair[1]):
        say(f"{many:>8,}  {end}")
    for seed, wrongs in sorted(tally.wrongs.items())[:EXAMPLES]:
        say(f"\nThis schedule again: --schedules 1 --workers 1 --seed {seed}")
        for wrong in wrongs:
            say(f"  {wrong}")
    for problem in audit[:EXAMPLES]:
        say(f"Audit: {problem}")
