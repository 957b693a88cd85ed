"""Settles what the settings read before pytest loads them: a test never meets the shop's own data."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import override

from deploy.languages import compile_translations

_data = tempfile.mkdtemp(prefix="fastshop-tests-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
Path(_data, "static").mkdir()
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "shop.settings",
    "FASTSHOP_DATA_DIR": _data,
    "DATABASE_URL": os.environ.get("FASTSHOP_TEST_DATABASE_URL", ""),
    "REDIS_URL": os.environ.get("FASTSHOP_TEST_REDIS_URL", ""),
    "BACKGROUND_THREADS": "no",
    "FACET_SECONDS": "0",
    "HYPOTHESIS_STORAGE_DIRECTORY": _data,
    # All tests come from one address.
    **{f"RATE_{name}": "off" for name in ("CART", "CHECKOUT", "CONTACT", "DISCOUNT", "FIND_ORDER")},
    **{f"RATE_{name}": "off" for name in ("REPORTS", "RESTOCK", "SOCKETS", "SUGGESTIONS", "VOTES")},
}
_OF_OTHER_SHOPS = (
    *("ADMIN_ALLOWED_ADDRESSES", "ADMIN_PATH", "ALLOWED_HOSTS", "CACHE_URL", "CELERY_BROKER_URL"),
    *("CATALOGUE_LANGUAGE", "CHANNEL_LAYER_URL", "DEBUG", "EMAIL_HOST", "FASTSHOP_SHAPE", "LANGUAGES"),
    *("METRICS_ADDRESSES", "METRICS_TOKEN"),
    *("PROMETHEUS_MULTIPROC_DIR", "PUBLIC_URL", "RATE_LOGIN", "SENTRY_DSN", "SERVE_MEDIA", "STATIC_ROOT"),
    *("DEMO_PAYMENTS_IN_PUBLIC", "PAYMENT_PROVIDERS", "STRIPE_API", "STRIPE_SECRET_KEY"),
    *("STRIPE_WEBHOOK_SECRET", "THEME", "TRUSTED_PROXIES", "UNPAID_MINUTES"),
)
for _name in _OF_OTHER_SHOPS:
    os.environ.pop(_name, None)

compile_translations()
# The conftest files of the areas import models.
django.setup()

from django.contrib.auth.hashers import Argon2PasswordHasher  # noqa: E402  needs the settings
from django.core.management.commands import flush  # noqa: E402  likewise

from shop.storefront.kept import forget  # noqa: E402  likewise

# Argon2 is slow on purpose: a fifth of a second for every sign-in.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1

# What migrations fill in and no test changes; to fill it in again would take most of a flush.
_KEPT = {"auth_permission", "django_content_type"}


def _emptied(_style: Any, connection: BaseDatabaseWrapper, **_how: bool) -> list[str]:
    """Empty tables row by row: most have none, and PostgreSQL makes new files for each one it truncates."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return [f"DELETE FROM {connection.ops.quote_name(table)}" for table in set(tables) - _KEPT]  # noqa: S608


flush.sql_flush = _emptied

_ENGINES = ("sqlite", "postgres")


@pytest.fixture(autouse=True)
def _in_the_shops_own_language() -> Iterator[None]:
    """Take back the language of the last request, which stays with a thread."""
    with override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _no_pages_kept() -> None:
    forget()


def pytest_configure(config: pytest.Config) -> None:
    for engine in _ENGINES:
        config.addinivalue_line("markers", f"{engine}: is about {engine} alone, and left out elsewhere")
    config.addinivalue_line("markers", "once: brings servers of its own, so SQLite's run is enough")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    on_postgres = os.environ["DATABASE_URL"].startswith("postgres")
    others = {"sqlite", "once"} if on_postgres else {"postgres"}
    left_out = [item for item in items if any(map(item.get_closest_marker, others))]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Leave pytest's last line where `dev.py test` finds it, to say it again when all stages are through."""
    if kept := os.environ.get("FASTSHOP_TEST_SUMMARY"):
        parts, _colour = terminalreporter.build_summary_stats_line()
        Path(kept).write_text(", ".join(text for text, _markup in parts))
