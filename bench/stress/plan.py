"""What a stress trial can be told on the command line. Standard library only, since dev.py reads it too."""

import argparse
from dataclasses import dataclass

from deploy.local.console import Refusal

# With the guards off a thousand attempts are enough, and so they are made again with other seeds.
ATTEMPTS = {"on": 1_000_000, "off": 1_000}
RUNS = {"on": 1, "off": 20}
MOST_ACTORS = 100  # each has a connection of its own


@dataclass(frozen=True)
class Plan:
    """A trial to be held: `runs` times so many attempts, by `workers` processes of `threads` actors each."""

    attempts: int
    runs: int
    workers: int
    threads: int
    guards: str
    seed: int | None


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    many = "claims to attempt in a run (default: 1000000; 1000 with the guards off)"
    parser.add_argument("--attempts", type=int, help=many)
    parser.add_argument("--runs", type=int, help="runs, each with other seeds (default: 1; 20)")
    parser.add_argument("--workers", type=int, default=3, help="processes (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=4, help="actors in each (default: %(default)s)")
    off = "off: in a copy of the tree without lock, guard and CHECK, where each run must oversell"
    parser.add_argument("--guards", choices=RUNS, default="on", help=off)
    parser.add_argument("--seed", type=int, help="of the first round (default: by chance, and printed)")


def plan(chosen: argparse.Namespace) -> Plan:
    """Return the trial that was asked for. Raises Refusal when nobody could hold it."""
    asked = Plan(
        attempts=ATTEMPTS[chosen.guards] if chosen.attempts is None else chosen.attempts,
        runs=RUNS[chosen.guards] if chosen.runs is None else chosen.runs,
        workers=chosen.workers,
        threads=chosen.threads,
        guards=chosen.guards,
        seed=chosen.seed,
    )
    if min(asked.attempts, asked.runs, asked.workers, asked.threads) < 1:
        raise Refusal("At least one attempt, run, worker and thread, please.")
    if asked.workers * asked.threads > MOST_ACTORS:
        raise Refusal(f"At most {MOST_ACTORS} actors, please: each has a connection of its own.")
    return asked


def flags(chosen: argparse.Namespace) -> list[str]:
    """Return the options as they were given, for another process."""
    names = [name for name in Plan.__dataclass_fields__ if getattr(chosen, name) is not None]
    return [part for name in names for part in (f"--{name}", str(getattr(chosen, name)))]
