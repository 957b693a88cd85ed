"""Random schedules of payment events against a PostgreSQL of its own: do money and units add up?

`python3 dev.py payments`, or `python -m bench.payments` where the packages are. Exits with 1 when they
do not, which `bench/payments/verdict.py` defines, and says which schedule to play again.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from random import SystemRandom

from bench.payments.programme import Programme, options, programme
from deploy.local import servers
from deploy.local.program import program

# What may be set in the environment for another shop, and must not reach this one.
_OF_OTHER_SHOPS = (
    *("CACHE_URL", "CELERY_BROKER_URL", "CHANNEL_LAYER_URL", "DEBUG", "EMAIL_HOST", "FASTSHOP_SHAPE"),
    *("PAYMENT_PROVIDERS", "PROMETHEUS_MULTIPROC_DIR", "PUBLIC_URL", "REDIS_URL", "SENTRY_DSN"),
    *("STATIC_ROOT", "STRIPE_SECRET_KEY", "UNPAID_MINUTES"),
)


def main(arguments: list[str]) -> int:
    """Play the schedules that the command line asks for and return the exit code."""
    return program("payments", __doc__, options, lambda chosen: _play(programme(chosen)), arguments)


def _play(asked: Programme) -> int:
    seed = SystemRandom().randrange(10**9) if asked.seed is None else asked.seed
    with _shop():
        from bench.payments import running  # has the shop's models

        return running.run(asked, seed)


@contextmanager
def _shop() -> Iterator[None]:
    """Settle on a database with the shop's tables and nothing in them."""
    for name in _OF_OTHER_SHOPS:
        os.environ.pop(name, None)
    with (
        tempfile.TemporaryDirectory(prefix="fastshop-payments-") as data,
        servers.private(servers.Postgres) as own,
    ):
        # Money that is refused is logged as an error, and there is a lot of it.
        os.environ |= {"DATABASE_URL": own.url, "FASTSHOP_DATA_DIR": data, "LOG_LEVEL": "CRITICAL"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
