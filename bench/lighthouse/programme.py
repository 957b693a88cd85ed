"""What Lighthouse can be told on the command line. Standard library only, since dev.py reads it too."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from deploy.local.console import Refusal

PAGES = ("home", "category", "product", "search", "cart")


@dataclass(frozen=True)
class Programme:
    """Each of the pages so many times, in a shop of so many products."""

    times: int
    products: int
    only: tuple[str, ...]
    file: Path | None


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--times", type=int, default=5, help="how often, for a median (default: %(default)s)")
    parser.add_argument("--products", type=int, default=20_000, help="in the shop (default: %(default)s)")
    parser.add_argument("--only", nargs="+", choices=PAGES, default=PAGES, help="these pages (default: all)")
    file = "the products, as for import_products (default: made up)"
    parser.add_argument("--file", type=Path, help=file)


def programme(chosen: argparse.Namespace) -> Programme:
    """Return what was asked for. Raises Refusal when nothing could be judged so."""
    if min(chosen.times, chosen.products) < 1:
        raise Refusal("At least one product, looked at once, please.")
    return Programme(chosen.times, chosen.products, tuple(chosen.only), chosen.file)


def flags(chosen: argparse.Namespace) -> list[str]:
    """Return the options as they were given, for another process."""
    file = ["--file", str(chosen.file.resolve())] if chosen.file else []
    return ["--times", str(chosen.times), "--products", str(chosen.products), *file, "--only", *chosen.only]
