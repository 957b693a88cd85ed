import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings


def test_the_process_is_up_without_asking_the_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_the_shop_is_ready_when_what_it_depends_on_answers(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert set(response.json().values()) == {"ok"}


@pytest.mark.django_db
def test_a_silent_redis_is_named_without_its_address(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = "redis://:password@127.0.0.1:1/0"
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"database": "ok", "redis": "failed"}


@pytest.mark.django_db
def test_a_silent_database_is_named(client: Client) -> None:
    def refuse(*_args: object) -> None:
        raise ConnectionError("password=secret")

    with connection.execute_wrapper(refuse):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["database"] == "failed"
    assert b"secret" not in response.content
