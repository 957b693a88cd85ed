"""Which processes a seed kills in the middle of a sale, and when. Standard library only."""

import argparse
import random
from dataclasses import dataclass

WEB, CHILD, PARENT = "gunicorn worker", "Celery worker's child", "Celery worker"
BACKEND, POSTMASTER = "PostgreSQL backend", "PostgreSQL"
VICTIMS = ((WEB,), (CHILD, PARENT), (BACKEND, POSTMASTER))  # one of each kind in every sale
OPTIONS = ("seed", "seeds", "units", "buyers")
LATEST = 0.7  # of all steps: a sale is over when each unit was claimed, and then sold


@dataclass(frozen=True)
class Strike:
    """Kill `victim` after so many `steps`, each a unit claimed or a unit sold.

    Of several it is the one at `lot`, a share of their number.
    """

    steps: int
    victim: str
    lot: float


def strikes(seed: int, units: int) -> list[Strike]:
    """Return what happens in a sale of so many units, in order; the same for the same seed."""
    chance = random.Random(seed)
    victims = [chance.choice(kind) for kind in VICTIMS]
    chance.shuffle(victims)
    last = max(int(2 * units * LATEST), len(victims))
    moments = sorted(chance.sample(range(1, last + 1), len(victims)))
    return [Strike(steps, victim, chance.random()) for steps, victim in zip(moments, victims, strict=True)]


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--seed", type=int, default=1, help="of the first sale (default: %(default)s)")
    parser.add_argument("--seeds", type=int, default=20, help="how many sales (default: %(default)s)")
    parser.add_argument("--units", type=int, default=100, help="of each sale's drop (default: %(default)s)")
    parser.add_argument("--buyers", type=int, default=200, help="who come to each (default: %(default)s)")


def flags(chosen: argparse.Namespace) -> list[str]:
    """Return the options as they were given, for another process."""
    return [part for name in OPTIONS for part in (f"--{name}", str(getattr(chosen, name)))]
