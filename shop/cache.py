"""The full shape's cache: Redis that may go away. What it holds can be worked out again, or done without."""

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# Seconds without a new try, so that a Redis which hangs does not hold up every request.
PAUSE = 5.0
_redis = {"away_until": 0.0}


def open_to(answer: Callable[..., Any], operation: Callable[..., Any]) -> Callable[..., Any]:
    """Let `answer`, called with the same arguments, stand in for an operation while Redis is away."""

    @wraps(operation)
    def guarded(cache: RedisCache, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() < _redis["away_until"]:
            return answer(*args, **kwargs)
        try:
            return operation(cache, *args, **kwargs)
        except RedisError as error:
            _redis["away_until"] = time.monotonic() + PAUSE
            logger.warning("The cache is away, the shop goes on without it: %s", error)
            return answer(*args, **kwargs)

    return guarded


class FailOpenRedisCache(RedisCache):
    """Redis's cache; while Redis is away it remembers nothing and refuses nothing."""

    add = open_to(lambda *_args, **_kwargs: True, RedisCache.add)
    get = open_to(lambda _key, default=None, version=None: default, RedisCache.get)
    set = open_to(lambda *_args, **_kwargs: None, RedisCache.set)
    touch = open_to(lambda *_args, **_kwargs: False, RedisCache.touch)
    delete = open_to(lambda *_args, **_kwargs: False, RedisCache.delete)
    get_many = open_to(lambda *_args, **_kwargs: {}, RedisCache.get_many)
    has_key = open_to(lambda *_args, **_kwargs: False, RedisCache.has_key)
    incr = open_to(lambda _key, delta=1, version=None: delta, RedisCache.incr)
    set_many = open_to(lambda *_args, **_kwargs: [], RedisCache.set_many)
    delete_many = open_to(lambda *_args, **_kwargs: None, RedisCache.delete_many)
    clear = open_to(lambda *_args, **_kwargs: False, RedisCache.clear)
