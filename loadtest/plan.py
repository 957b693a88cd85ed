"""What a sale can be told on the command line. Standard library only, since dev.py reads it too."""

import argparse
from dataclasses import dataclass

from deploy.local.console import Refusal

MOST = 5000  # units and buyers: more than one machine can play both sides for
LONGEST = 30.0  # minutes
# For each kind of shoppers: how long a cart keeps the drop, so that what realistic ones abandon comes back
# within the sale; after how many minutes it ends, or before that when the last buyer has gone; and how many
# are there at a time: realistic ones come again and again, as somebody else.
HOLD = {"stampede": 900, "realistic": 30}
MINUTES = {"stampede": 10.0, "realistic": 1.0}
BUYERS = {"stampede": 1000, "realistic": 150}


@dataclass(frozen=True)
class Plan:
    """A sale to be held."""

    units: int
    buyers: int
    shoppers: str
    minutes: float
    hold_seconds: int
    shelf: int
    web_workers: int | None
    web_threads: int | None


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--units", type=int, default=500, help="units of the drop (default: %(default)s)")
    parser.add_argument("--buyers", type=int, help="who are there (default: 1000, realistic ones 150)")
    behave = "how they behave: only buy, and go; or as people do (default: %(default)s)"
    parser.add_argument("--shoppers", choices=HOLD, default="stampede", help=behave)
    ends = "when to end (default: 1; a stampede when all were served, or after 10)"
    parser.add_argument("--minutes", type=float, help=ends)
    parser.add_argument("--hold-seconds", type=int, help="how long a cart keeps the drop (default: 900, 30)")
    parser.add_argument("--shelf", type=int, default=24, help="other products there (default: %(default)s)")
    parser.add_argument("--web-workers", type=int, help="gunicorn's processes (default: as shipped)")
    parser.add_argument("--web-threads", type=int, help="the threads of each (default: as shipped)")


def plan(chosen: argparse.Namespace) -> Plan:
    """Return the sale that was asked for. Raises Refusal when it would be too big for one machine."""
    buyers = BUYERS[chosen.shoppers] if chosen.buyers is None else chosen.buyers
    if not (1 <= chosen.units <= MOST and 1 <= buyers <= MOST):
        raise Refusal(f"Between 1 and {MOST} units and buyers, please.")
    held = HOLD[chosen.shoppers] if chosen.hold_seconds is None else chosen.hold_seconds
    return Plan(
        units=chosen.units,
        buyers=buyers,
        shoppers=chosen.shoppers,
        minutes=min(chosen.minutes or MINUTES[chosen.shoppers], LONGEST),
        hold_seconds=held,
        shelf=chosen.shelf,
        web_workers=chosen.web_workers,
        web_threads=chosen.web_threads,
    )


def flags(chosen: argparse.Namespace) -> list[str]:
    """Return the options as they were given, for another process."""
    names = [name for name in Plan.__dataclass_fields__ if getattr(chosen, name) is not None]
    return [part for name in names for part in (f"--{name.replace('_', '-')}", str(getattr(chosen, name)))]
