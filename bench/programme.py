"""What a bench can be told on the command line. Standard library only, since dev.py reads it too."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from deploy.local.console import Refusal

PAGES = "pages"
THROUGHPUT = "throughput"
RECOMMENDATIONS = "recommendations"
SALES = ("floors", "reserve", "alternatives", "http")


@dataclass(frozen=True)
class Programme:
    """A bench to be run: each contestant once in each of `rounds`, for `seconds` at a time."""

    rounds: int
    seconds: float
    only: tuple[str, ...]
    callers: tuple[int, ...]
    clients: tuple[int, ...]
    sizes: tuple[int, ...]
    times: int
    file: Path | None


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--rounds", type=int, default=3, help="how often each runs (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=4, help="for how long (default: %(default)s)")
    only = (
        f"the contestants ({' '.join(SALES)}); {PAGES}: how fast pages are, in small shops and large; "
        f"{THROUGHPUT}: of these, how many a second, beside a bare view; "
        f"{RECOMMENDATIONS}: how fast they are found there"
    )
    choices = (*SALES, PAGES, THROUGHPUT, RECOMMENDATIONS)
    parser.add_argument("--only", nargs="+", choices=choices, default=SALES, help=only)
    many = "callers at once of the claims (default: 1 8 32 200)"
    parser.add_argument("--callers", nargs="+", type=int, default=(1, 8, 32, 200), help=many)
    clients = "clients at once over HTTP (default: 1 16)"
    parser.add_argument("--clients", nargs="+", type=int, default=(1, 16), help=clients)
    sizes = "products in the shops that are compared (default: 1000 100000)"
    parser.add_argument("--sizes", nargs="+", type=int, default=(1000, 100_000), help=sizes)
    times = "how often a page of these is opened in a round, or a product changed (default: %(default)s)"
    parser.add_argument("--times", type=int, default=15, help=times)
    file = "products for these shops, as for import_products (default: made up)"
    parser.add_argument("--file", type=Path, help=file)


def programme(chosen: argparse.Namespace) -> Programme:
    """Return the bench that was asked for. Raises Refusal when nothing could be measured so."""
    many = (chosen.rounds, chosen.times, *chosen.callers, *chosen.clients, *chosen.sizes)
    if chosen.seconds <= 0 or min(many) < 1:
        raise Refusal("At least one round, one caller, one product, and some time, please.")
    lists = {name: tuple(getattr(chosen, name)) for name in ("only", "callers", "clients", "sizes")}
    return Programme(chosen.rounds, chosen.seconds, times=chosen.times, file=chosen.file, **lists)


def flags(chosen: argparse.Namespace) -> list[str]:
    """Return the options as they were given, for another process."""
    given = {name: getattr(chosen, name) for name in Programme.__dataclass_fields__}
    given = {name: value for name, value in given.items() if value is not None}
    lists = {name: value if isinstance(value, list | tuple) else [value] for name, value in given.items()}
    return [str(part) for name, values in lists.items() for part in (f"--{name}", *values)]
