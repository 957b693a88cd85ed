import re
from queue import Queue

import pytest
from celery import shared_task
from celery.contrib.testing.worker import start_worker
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from shop.celery import app
from shop.operations.request_ids import current_request_id, identified

noted: Queue[str] = Queue()


@shared_task(name="note-the-request-id")
def note() -> None:
    noted.put(current_request_id())


def test_the_proxys_id_is_kept_and_returned(client: Client) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": "0123456789abcdef"})
    assert answer["X-Request-ID"] == "0123456789abcdef"


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "two words", "a\\nline", "<script>", "ü" * 10])
def test_an_id_that_does_not_look_like_one_is_replaced(client: Client, given: str) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": given})
    assert re.fullmatch("[0-9a-f]{32}", answer["X-Request-ID"])


def test_requests_have_ids_of_their_own(client: Client) -> None:
    first, second = client.get("/healthz"), client.get("/healthz")
    assert first["X-Request-ID"] != second["X-Request-ID"]
    assert current_request_id() == ""


def test_a_task_goes_on_under_the_id_of_the_request_that_asked_for_it() -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        note.delay()
        return HttpResponse()

    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=30):
        identified(view)(RequestFactory().get("/", headers={"X-Request-ID": "asked-for-it"}))
        assert noted.get(timeout=10) == "asked-for-it"
        by_the_clock = note.delay()
        assert noted.get(timeout=10) == by_the_clock.id
