"""What the trial of payments can be told on the command line. Standard library only: dev.py reads it too."""

import argparse
from dataclasses import dataclass

from deploy.local.console import Refusal

SCHEDULES = 10_000
WORKERS = 2
MOST_WORKERS = 20  # each has as many connections as it has threads


@dataclass(frozen=True)
class Programme:
    """So many schedules, from this seed on, played by so many processes."""

    schedules: int
    workers: int
    seed: int | None


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--schedules", type=int, default=SCHEDULES, help="how many (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=WORKERS, help="processes (default: %(default)s)")
    parser.add_argument("--seed", type=int, help="of the first schedule (default: by chance, and printed)")


def programme(chosen: argparse.Namespace) -> Programme:
    """Return what was asked for. Raises Refusal when nobody could do it."""
    asked = Programme(chosen.schedules, chosen.workers, chosen.seed)
    if min(asked.schedules, asked.workers) < 1 or asked.workers > MOST_WORKERS:
        raise Refusal(f"At least one schedule, and one to {MOST_WORKERS} workers, please.")
    return asked


def flags(chosen: argparse.Namespace) -> list[str]:
    """Return the options as they were given, for another process."""
    names = [name for name in Programme.__dataclass_fields__ if getattr(chosen, name) is not None]
    return [part for name in names for part in (f"--{name}", str(getattr(chosen, name)))]
