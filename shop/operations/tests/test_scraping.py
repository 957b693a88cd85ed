from collections import defaultdict

import pytest
from django.db import connection, transaction
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from shop.catalogue.tests.factories import make_product
from shop.inventory.reservations import Claim, OutOfStock, reserve
from shop.notifications.composing import Composed
from shop.notifications.outbox import enqueue

pytestmark = pytest.mark.django_db


def scraped(client: Client) -> defaultdict[str, float]:
    """Return what is told, by name and labels; what is not told counts as 0."""
    told = client.get("/metrics")
    assert told.status_code == 200
    samples = [s for family in text_string_to_metric_families(told.text) for s in family.samples]
    named = {f"{s.name} {' '.join(s.labels.values())}".strip(): s.value for s in samples}
    return defaultdict(float, named)


def test_requests_are_counted_and_timed_by_view(client: Client) -> None:
    before = scraped(client)
    client.get("/cart/")
    client.get("/nowhere/at/all/")
    after = scraped(client)
    for counted in (
        "fastshop_requests_total GET 200 cart",
        "fastshop_requests_total GET 404 none",
        "fastshop_request_seconds_count cart",
    ):
        assert after[counted] == before[counted] + 1


def test_claims_are_counted_as_accepted_once_committed_and_as_refused(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    claims = [Claim(make_product(stock=1).default_variant.pk, 1, 60)]
    before = scraped(client)
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            raise ZeroDivisionError(reserve(claims, claimant="somebody"))
        reserve(claims, claimant="somebody")
    with pytest.raises(OutOfStock):
        reserve(claims, claimant="somebody else")
    after = scraped(client)
    for outcome in ("accepted", "refused"):
        name = f"fastshop_reservations_total {outcome}"
        assert after[name] == before[name] + 1


def test_the_outbox_tells_how_much_mail_waits(client: Client) -> None:
    for _ in range(3):
        enqueue("greeting", "ada@shop.example", Composed("Hello", "Hello"))
    told = scraped(client)
    assert told["fastshop_outbox_mails waiting"] == 3
    assert told["fastshop_outbox_mails failed"] == 0


def test_a_database_that_is_away_does_not_silence_the_rest(client: Client) -> None:
    def refuse(*_args: object) -> None:
        raise ConnectionError

    with connection.execute_wrapper(refuse):
        told = scraped(client)
    assert not any(name.startswith("fastshop_outbox") for name in told)
    assert any(name.startswith("fastshop_requests") for name in told)


@pytest.mark.parametrize(
    "asked",
    [
        {"REMOTE_ADDR": "203.0.113.9"},
        {"REMOTE_ADDR": "10.1.2.3"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_AUTHORIZATION": "Bearer ", "REMOTE_ADDR": "203.0.113.9"},
    ],
    ids=["public", "private", "a socket", "through a proxy", "through nginx", "forwarded", "an empty token"],
)
def test_for_the_public_there_are_no_metrics(client: Client, asked: dict[str, str]) -> None:
    assert client.get("/metrics", **asked).status_code == 404


def test_metrics_are_told_to_named_networks_and_to_whoever_has_the_token(
    client: Client, settings: Settings
) -> None:
    settings.METRICS_ADDRESSES, settings.METRICS_TOKEN = ["10.1.2.3/16"], "sesame"
    public = {"REMOTE_ADDR": "203.0.113.9", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}
    assert client.get("/metrics", REMOTE_ADDR="10.1.200.3").status_code == 200
    assert client.get("/metrics", headers={"Authorization": "Bearer sesame"}, **public).status_code == 200
    assert client.get("/metrics", headers={"Authorization": "Bearer simsalabim"}, **public).status_code == 404
    assert client.get("/metrics").status_code == 404
