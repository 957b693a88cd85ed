"""A sale, for Locust: `locust -f loadtest/locustfile.py --host http://127.0.0.1:8000 Stampede`, or Shopper,
or Persistent.

Without a class all come. The shop must let that many in from one address: RATE_CART=off, RATE_CHECKOUT=off,
RATE_SOCKETS=off and a high HOLDS_PER_ADDRESS and SOCKETS_PER_ADDRESS; `python3 dev.py sale` sees to that.
"""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

import gevent
from locust import events
from locust.env import Environment
from locust.stats import StatsEntry

from loadtest.persistence import Persistent
from loadtest.shopper import Shopper
from loadtest.stampede import Stampede
from loadtest.telling import Records

__all__ = ["Persistent", "Shopper", "Stampede"]

PERCENTILES = (0.5, 0.9, 0.95, 0.99)


@events.init_command_line_parser.add_listener
def _ask_for_the_drop(parser: ArgumentParser) -> None:
    parser.add_argument("--drop", default="/products/drop/", help="the product's page (default: %(default)s)")
    kept = "where buyers write what they were told"
    parser.add_argument("--records", default="", metavar="FOLDER", help=kept)


@events.init.add_listener
def _open_records(environment: Environment, **_rest: Any) -> None:
    folder = getattr(environment.parsed_options, "records", "")
    environment.records = Records(Path(folder)) if folder else None
    environment.events.spawning_complete.add_listener(partial(_leave_with_the_last, environment))


def _leave_with_the_last(environment: Environment, **_rest: Any) -> None:
    """End a run without a web page when every buyer has gone, not when its time is over."""
    if environment.parsed_options.headless:
        gevent.spawn(_quit_when_empty, environment)


def _quit_when_empty(environment: Environment) -> None:
    while environment.runner.user_count:
        gevent.sleep(0.1)
    environment.runner.quit()


@events.quitting.add_listener
def _note_requests(environment: Environment, **_rest: Any) -> None:
    if environment.records:
        environment.records.note_requests([_row(entry) for entry in environment.stats.entries.values()])


def _row(entry: StatsEntry) -> dict[str, object]:
    """Return how the requests of one name went; times in milliseconds."""
    times = {f"p{share * 100:g}": entry.get_response_time_percentile(share) for share in PERCENTILES}
    kept = {"name": entry.name, "method": entry.method, "count": entry.num_requests}
    return kept | {"failures": entry.num_failures} | times | {"max": round(entry.max_response_time)}
