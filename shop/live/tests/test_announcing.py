"""When hubs hear that something changed."""

from collections.abc import Iterable, Iterator

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from pytest_django import Settings

from shop.live import publishing
from shop.live.tests.pages import make_session
from shop.live.topics import announce

Heard = list[set[tuple[str, int]]]


@pytest.fixture
def heard(database: None) -> Iterator[Heard]:
    """What this process's hub is told, call by call."""
    calls: Heard = []
    publishing.open_door(lambda topics: calls.append(set(topics)))
    yield calls
    publishing.open_door(lambda topics: None)


def test_a_change_is_told_once_it_is_committed_and_not_before(heard: Heard) -> None:
    with transaction.atomic():
        announce("shelf", 7, 9)
        assert heard == []
    assert heard == [{("shelf", 7), ("shelf", 9)}]


def test_outside_a_transaction_a_change_is_told_at_once(heard: Heard) -> None:
    announce("shelf", 7)
    assert heard == [{("shelf", 7)}]


def test_what_is_rolled_back_is_not_told(heard: Heard) -> None:
    with transaction.atomic():
        announce("shelf", 7)
        transaction.set_rollback(True)
    assert heard == []


def test_no_change_is_no_announcement(heard: Heard) -> None:
    announce("shelf")
    assert heard == []


def test_a_hub_that_fails_takes_no_purchase_with_it(transactional_db: None) -> None:
    def fail(topics: Iterable[tuple[str, int]]) -> None:
        raise RuntimeError("the hub is broken")

    publishing.open_door(fail)
    with transaction.atomic():
        make_session()
        announce("shelf", 7)
    assert Session.objects.count() == 1
    publishing.open_door(lambda topics: None)


def test_an_outage_of_the_channel_layer_is_logged_once(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    assert publishing.wait_until_published(10)  # what was announced before, by this process's own publisher
    nobody_listens = {"hosts": ["redis://127.0.0.1:1"]}
    backend = "channels_redis.pubsub.RedisPubSubChannelLayer"
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": backend, "CONFIG": nobody_listens}}
    publisher = publishing.Publisher()
    for _ in range(3):
        publisher.put([("shelf", 7)])
        assert publisher.wait_until_sent(10)
    ours = [record.levelname for record in caplog.records if record.name == publishing.__name__]
    assert ours == ["WARNING"]
