"""How soon, and at what cost, thousands of open pages hear of a change: the hub, the textbook way, the floor.

`python3 dev.py fanout`, or `python -m bench.fanout` where the packages are. Exits with 1 when a page was told
wrongly: not at all, not the last, or an older state after a newer one.
"""

import os
import sys
from datetime import UTC, datetime

import django

from bench.fanout.programme import DROPS, Programme, options, programme
from deploy.local.console import say
from deploy.local.paths import data_dir
from deploy.local.processes import allow_many_files
from deploy.local.program import program
from loadtest.opening import Goods, stocked

UNITS = 5
HOLD_SECONDS = 900


def main(arguments: list[str]) -> int:
    """Run the bench that the command line asks for and return the exit code."""
    return program("fanout", __doc__, options, lambda chosen: _run(programme(chosen)), arguments)


def _run(asked: Programme) -> int:
    files = allow_many_files()
    folder = data_dir() / "reports" / datetime.now(UTC).strftime("fanout-%Y-%m-%dT%H%M%S")
    folder.mkdir(parents=True)
    say("Opening a shop for the bench …")
    with stocked(Goods(UNITS, HOLD_SECONDS, 0, DROPS), {}) as premises:
        os.environ |= premises.env
        django.setup()
        from bench.fanout import running  # has the shop's models

        return running.run(asked, premises, files, folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
