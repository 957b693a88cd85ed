"""Journeys through the shop in every engine that can be had: `dev.py e2e`."""

import argparse
import os

from deploy.local import assets, browsers, environment, testing
from deploy.local.browsers import BY_NAME, CHROMIUM
from deploy.local.stages import Stage

SHAPES = ("solo", "full")


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    only = "walk in this engine alone; may be given several times (default: all that can be had)"
    parser.add_argument("--browser", action="append", choices=list(BY_NAME), help=only)
    parser.add_argument("--headed", action="store_true", help="show the windows")
    times = "walk them so often in a row, until something fails (default: %(default)s)"
    parser.add_argument("--times", type=int, choices=range(1, 101), metavar="N", default=1, help=times)
    public = "walk the journeys that any shop allows through the one at this address"
    parser.add_argument("--against", metavar="URL", help=public)
    shape = "how the shop is run that they go through (default: %(default)s)"
    parser.add_argument("--shape", choices=SHAPES, default="solo", help=shape)


def walk(chosen: argparse.Namespace, arguments: list[str]) -> int:
    """Run the journeys in one engine after the other. `arguments` are pytest's.

    Chromium, and any engine asked for by name, must be there; others are named as missing.
    """
    environment.prepare("dev")
    assets.build()
    if chosen.headed:
        os.environ[CHROMIUM.variable] = str(browsers.ensure(CHROMIUM, windows=True))
    given = [*_flags(chosen), *arguments]
    stages = [Stage(name, ("e2e",), BY_NAME[name]) for name in chosen.browser or BY_NAME]
    results: list[testing.Result] = []
    with testing.first_shop():
        for _ in range(chosen.times):
            results += [testing.result(stage, given, required=bool(chosen.browser)) for stage in stages]
            if any(each.code for each in results):
                break  # before the next round would write over its report
    return testing.told(results)


def _flags(chosen: argparse.Namespace) -> list[str]:
    against = [f"--base-url={chosen.against}", "-m", "public"] if chosen.against else []
    # A trace takes a picture of whatever moves: too dear for each run of all tests.
    kept = ["--tracing=retain-on-failure", f"--shape={chosen.shape}"]
    return ["--headed"] * chosen.headed + against + kept
