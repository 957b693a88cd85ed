"""The database, the cache and the channel layer."""

import os

import dj_database_url

from shop.environment import needed
from shop.settings.languages import LANGUAGES
from shop.settings.shape import DATA_DIR, SHAPE

# SQLite takes its write lock at BEGIN, so that the same code is serialised there.
_sqlite = f"sqlite:///{DATA_DIR / 'fastshop.sqlite3'}"
_kept_seconds = int(os.environ.get("DATABASE_CONN_MAX_AGE", "60"))
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or _sqlite, conn_max_age=_kept_seconds, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    needed("DATABASE_URL", SHAPE, "postgres://user:password@host:5432/name")
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
else:
    # Compiling a statement takes PostgreSQL longer than any of ours runs. And what shoppers look at is in
    # memory or on a disk without arms: a page read out of order costs no four times one in order.
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,
        "options": "-c jit=off -c random_page_cost=1.1",
        **DATABASES["default"].get("OPTIONS", {}),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# One Redis for all of it, or one each.
REDIS_URL = os.environ.get("REDIS_URL", "")
CACHE_URL = os.environ.get("CACHE_URL") or REDIS_URL
CHANNEL_LAYER_URL = os.environ.get("CHANNEL_LAYER_URL") or REDIS_URL
if CACHE_URL:
    CACHES = {
        "default": {
            "BACKEND": "shop.cache.FailOpenRedisCache",
            "LOCATION": CACHE_URL,
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        }
    }
else:
    needed("CACHE_URL", SHAPE, "redis://host:6379/0", "REDIS_URL")
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# What the catalogue says of a product may be this old on a page; stock and prices are always read anew.
CATALOGUE_SECONDS = int(os.environ.get("CATALOGUE_SECONDS", "0" if SHAPE == "solo" else "5"))
# How many products each filter of a list would show is counted this often; 0 counts for every page.
FACET_SECONDS = int(os.environ.get("FACET_SECONDS", "30"))
CACHES["near"] = {
    "BACKEND": f"django.core.cache.backends.{'locmem.LocMem' if CATALOGUE_SECONDS else 'dummy.Dummy'}Cache",
    "TIMEOUT": CATALOGUE_SECONDS,
    "KEY_FUNCTION": "shop.near.by_language",
    "OPTIONS": {"MAX_ENTRIES": 2000 * len(LANGUAGES)},
}
if CHANNEL_LAYER_URL:
    # Redis's default 5 s socket timeout would kill idle listeners.
    _layer = {"address": CHANNEL_LAYER_URL, "socket_timeout": None, "max_connections": 1000}
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [_layer]},
        }
    }
else:
    needed("CHANNEL_LAYER_URL", SHAPE, "redis://host:6379/0", "REDIS_URL")
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

SESSION_ENGINE = "shop.sessions"
