"""What a fan-out bench can be told on the command line. Standard library only, since dev.py reads it too."""

import argparse
from dataclasses import dataclass

from deploy.local.console import Refusal

DROPS = ("HUB", "TEXTBOOK", "FLOOR")  # a variant for each way: what one tells is no news to another
MOST = "most"  # as many sockets as files and memory allow


@dataclass(frozen=True)
class Programme:
    """A bench to be run: so many rounds and bursts at each number of sockets."""

    sockets: tuple[str, ...]
    rounds: int
    bursts: int
    burst_seconds: float
    idle_seconds: float


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    many = "open pages at once, or “most”: as many as fit (default: 1000 2000 5000)"
    parser.add_argument("--sockets", nargs="+", default=("1000", "2000", "5000"), help=many)
    changes = "single changes that each way tells (default: %(default)s)"
    parser.add_argument("--rounds", type=int, default=20, help=changes)
    parser.add_argument("--bursts", type=int, default=5, help="bursts of changes (default: %(default)s)")
    parser.add_argument("--burst-seconds", type=float, default=10, help="of each (default: %(default)s)")
    idle = "to watch the processors while nothing happens (default: %(default)s)"
    parser.add_argument("--idle-seconds", type=float, default=15, help=idle)


def programme(chosen: argparse.Namespace) -> Programme:
    """Return the bench that was asked for. Raises Refusal when nothing could be measured so."""
    names = Programme.__dataclass_fields__
    asked = Programme(**{name: getattr(chosen, name) for name in names})
    if not all(many == MOST or (many.isdecimal() and int(many) >= 2) for many in asked.sockets):
        raise Refusal("--sockets takes numbers from 2 on, and “most”.")
    if min(asked.rounds, asked.bursts) < 1 or asked.burst_seconds <= 0 or asked.idle_seconds <= 0:
        raise Refusal("At least one round, one burst, and some time, please.")
    return asked


def flags(chosen: argparse.Namespace) -> list[str]:
    """Return the options as they were given, for another process."""
    sockets = ["--sockets", *chosen.sockets]
    names = [name for name in Programme.__dataclass_fields__ if name != "sockets"]
    return sockets + [part for n in names for part in (f"--{n.replace('_', '-')}", str(getattr(chosen, n)))]
