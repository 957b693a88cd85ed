"""A worker's connection to the database, from task to task."""

from collections.abc import Iterator
from queue import Queue

import pytest
from celery import shared_task
from celery.contrib.testing.worker import start_worker
from django.db import connection

from shop.celery import app

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

served_by: Queue[int] = Queue()


@shared_task
def look() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        served_by.put(cursor.fetchone()[0])


@shared_task
def leave() -> None:
    connection.close()
    served_by.put(0)


def pid() -> int:
    look.delay()
    return served_by.get(timeout=10)


@pytest.fixture
def worker() -> Iterator[None]:
    with start_worker(app, pool="threads", concurrency=1, perform_ping_check=False, shutdown_timeout=30):
        yield
        leave.delay()
        served_by.get(timeout=10)


def test_tasks_share_a_connection(worker: None) -> None:
    assert pid() == pid()


def test_a_connection_that_died_is_replaced(worker: None) -> None:
    before = pid()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [before])
    assert pid() != before
