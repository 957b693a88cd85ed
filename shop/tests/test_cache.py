import socket
import time
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from shop import cache as shop_cache
from shop.accounts.tests.people import make_user, sign_in, user_of


@pytest.fixture
def hung_redis(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make the cache talk to a server that takes connections and never says a word."""
    monkeypatch.setattr(shop_cache, "_redis", {"away_until": 0.0})
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CACHES = {
            "default": {
                "BACKEND": "shop.cache.FailOpenRedisCache",
                "LOCATION": f"redis://127.0.0.1:{server.getsockname()[1]}/0",
                "OPTIONS": {"socket_timeout": 0.5},
            }
        }
        yield


@pytest.mark.usefixtures("hung_redis")
def test_a_cache_that_is_away_remembers_nothing_and_refuses_nothing() -> None:
    cache.set("key", 1)
    assert cache.get("key", "default") == "default"
    assert cache.get_or_set("key", lambda: 2) == 2
    assert cache.add("key", 1)
    assert cache.incr("key") == 1
    assert cache.get_many(["key"]) == {}
    assert "key" not in cache


@pytest.mark.django_db
@pytest.mark.usefixtures("hung_redis")
def test_a_shopper_signs_in_while_the_cache_is_away(client: Client) -> None:
    ada = make_user()
    began = time.monotonic()
    sign_in(client, ada.email)
    assert user_of(client) == str(ada.pk)
    assert time.monotonic() - began < 4
