"""How often one session, and one address, may do a thing. Counted in Redis, or in a process of its own.

While Redis is away nobody is refused.
"""

import hashlib
import logging
import time
from dataclasses import dataclass
from functools import cache

import redis  # noqa: F401  limits loads it on first use, which fails in threads that come while it loads
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from shop.operations import metrics

logger = logging.getLogger(__name__)

# Seconds without a new try, so that a Redis which hangs does not hold up every request.
PAUSE = 5.0
_redis = {"away_until": 0.0}


@dataclass(frozen=True, slots=True)
class Limit:
    """How often a session may, and how often all sessions of one address together."""

    session: RateLimitItem
    address: RateLimitItem


def limit(name: str, said: str) -> Limit | None:
    """Read a limit as the environment writes it: "60/minute, 600/minute", session and address; or "off".

    Raises ImproperlyConfigured.
    """
    if said.strip().lower() == "off":
        return None
    try:
        session, address = said.split(",")
        return Limit(parse(session), parse(address))
    except ValueError:
        raise ImproperlyConfigured(
            f'{name} must be like "60/minute, 600/minute" (a session, an address), or "off".'
        ) from None


def refused_for(name: str, *, session: str, address: str) -> int:
    """Count one use of a limited thing; return 0, or for how many seconds it is refused.

    `name` is a key of RATE_LIMITS. An empty session or address is not counted.
    """
    limit = settings.RATE_LIMITS.get(name)
    if limit is None or time.monotonic() < _redis["away_until"]:
        return 0
    try:
        seconds = max(_refused(limit.address, name, address), _refused(limit.session, name, session))
    except StorageError as error:
        _redis["away_until"] = time.monotonic() + PAUSE
        logger.warning("Nothing is rate-limited while Redis is away: %s", error)
        return 0
    if seconds:
        metrics.rate_limited.labels(name).inc()
    return seconds


def _refused(item: RateLimitItem, name: str, who: str) -> int:
    if not who:
        return 0
    limiter, whose = _limiter(settings.CACHE_URL), hashlib.sha256(who.encode()).hexdigest()[:24]
    if limiter.hit(item, name, whose):
        return 0
    return max(1, round(limiter.get_window_stats(item, name, whose).reset_time - time.time()))


@cache
def _limiter(url: str) -> FixedWindowRateLimiter:
    return FixedWindowRateLimiter(_storage(url))


def _storage(url: str) -> Storage:
    if not url:
        return storage_from_string("memory://")
    patience = {"socket_connect_timeout": 1, "socket_timeout": 1}
    return storage_from_string(url, wrap_exceptions=True, key_prefix="fastshop-limit", **patience)
