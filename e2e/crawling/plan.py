"""What a crawl can be told on the command line. Standard library only, since dev.py reads it too."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from deploy.local.console import Refusal

SHAPES = ("solo", "full")
LONGEST = 240.0  # minutes


@dataclass(frozen=True)
class Plan:
    """A crawl through a shop of its own, or `against` one that runs; `replay` are steps to repeat."""

    minutes: float
    seed: int
    shape: str
    file: Path | None
    against: str | None
    replay: tuple[str, ...]


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--minutes", type=float, default=10, help="for how long (default: %(default)s)")
    parser.add_argument(
        "--seed", type=int, default=1, help="what all chances come from (default: %(default)s)"
    )
    shape = "how the shop is run that is crawled (default: %(default)s)"
    parser.add_argument("--shape", choices=SHAPES, default="solo", help=shape)
    parser.add_argument("--file", type=Path, help="further products for it, as for import_products")
    against = (
        "crawl the shop at this address instead; what it sells, and its orders, will not stay as they are"
    )
    parser.add_argument("--against", metavar="URL", help=against)
    replay = "take only these steps, as a finding has them, with the --seed of its crawl"
    parser.add_argument("--replay", nargs="+", default=(), metavar="STEP", help=replay)


def plan(chosen: argparse.Namespace) -> Plan:
    """Return the crawl that was asked for. Raises Refusal when it could not be made."""
    if not 0 < chosen.minutes <= LONGEST:
        raise Refusal(f"More than 0 and at most {LONGEST:g} minutes, please.")
    if chosen.file and not chosen.file.is_file():
        raise Refusal(f"There is no file {chosen.file}.")
    if chosen.against and chosen.file:
        raise Refusal("--file fills a shop of the crawl's own; a shop at an address has what it has.")
    names = [name for name in Plan.__dataclass_fields__ if name != "replay"]
    return Plan(**{name: getattr(chosen, name) for name in names}, replay=tuple(chosen.replay))


def flags(chosen: argparse.Namespace) -> list[str]:
    """Return the options as they were given, for another process."""
    names = [
        name for name in Plan.__dataclass_fields__ if name != "replay" and getattr(chosen, name) is not None
    ]
    given = [part for name in names for part in (f"--{name}", str(getattr(chosen, name)))]
    return [*given, "--replay", *chosen.replay] if chosen.replay else given
