"""A stress trial from nothing: opens a PostgreSQL of its own, lets actors claim, and judges each round.

`python3 dev.py stress`, or `python -m bench.stress.trial` where the packages are. Exits with 1 when a round
was not fair, which `bench/stress/verdict.py` defines; with `--guards off`, when a run did not oversell.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from random import SystemRandom

from bench.stress.plan import Plan, options, plan
from deploy.local import servers
from deploy.local.program import program

# What may be set in the environment for another shop, and must not reach this one.
_OF_OTHER_SHOPS = (
    *("CACHE_URL", "CELERY_BROKER_URL", "CHANNEL_LAYER_URL", "DEBUG", "EMAIL_HOST", "FASTSHOP_SHAPE"),
    *("MAX_HOLD_SECONDS", "PROMETHEUS_MULTIPROC_DIR", "PUBLIC_URL", "REDIS_URL", "SENTRY_DSN", "STATIC_ROOT"),
)


def main(arguments: list[str]) -> int:
    """Hold the trial that the command line asks for and return the exit code."""
    return program("stress", __doc__, options, lambda chosen: _hold(plan(chosen)), arguments)


def _hold(asked: Plan) -> int:
    seed = SystemRandom().randrange(10**9) if asked.seed is None else asked.seed
    with _shop() as database:
        from bench.stress import running  # has the shop's models

        return running.runs(asked, seed, database)


@contextmanager
def _shop() -> Iterator[str]:
    """Yield the address of a database with the shop's tables and nothing in them, and settle on it."""
    for name in _OF_OTHER_SHOPS:
        os.environ.pop(name, None)
    with (
        tempfile.TemporaryDirectory(prefix="fastshop-stress-") as data,
        servers.private(servers.Postgres) as own,
    ):
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "shop.settings",
            "DATABASE_URL": own.url,
            "FASTSHOP_DATA_DIR": data,
        }
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield own.url


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
