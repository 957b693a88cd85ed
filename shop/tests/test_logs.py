import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from shop.logs import JsonLine, ReadableLine, scrubbed

Written = io.StringIO


@pytest.fixture(params=[JsonLine, ReadableLine])
def written(request: pytest.FixtureRequest) -> Iterator[Written]:
    """What the shop's loggers write meanwhile, in either form."""
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(request.param())
    logging.getLogger().addHandler(handler)
    yield handler.stream
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def json_lines() -> Iterator[Written]:
    """What the shop's loggers write meanwhile, as the full shape does."""
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(JsonLine())
    logging.getLogger().addHandler(handler)
    yield handler.stream
    logging.getLogger().removeHandler(handler)


def lines(written: Written) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


@pytest.mark.django_db
def test_every_line_of_a_request_has_its_id_also_djangos_own(client: Client, json_lines: Written) -> None:
    client.get("/nowhere/", headers={"X-Request-ID": "from-the-proxy-1"})
    said = lines(json_lines)
    assert {line["logger"] for line in said} == {"django.request", "shop.requests"}
    assert {line["request_id"] for line in said} == {"from-the-proxy-1"}


@pytest.mark.django_db
def test_a_request_is_one_line_with_fields_to_search_by(client: Client, json_lines: Written) -> None:
    client.get("/cart/?utm=1")
    line = lines(json_lines)[0]
    wanted = {"logger": "shop.requests", "level": "INFO", "method": "GET", "path": "/cart/", "status": 200}
    assert line.items() >= wanted.items()
    assert line["seconds"] > 0


@pytest.mark.django_db
def test_no_line_shows_the_key_of_an_order_or_of_an_account(client: Client, written: Written) -> None:
    client.get("/orders/ABCD2345/", {"key": "sesame"})
    client.get("/accounts/password/reset/key/1-sesame/")
    logging.getLogger("django.server").error('"GET /orders/ABCD2345/?a=1&key=sesame HTTP/1.1" 404 12')
    logging.getLogger("elsewhere").error("failed", exc_info=ValueError("/orders/ABCD2345/?key=sesame"))
    assert "/accounts/password/reset/key/[hidden]" in written.getvalue()
    assert "key=[hidden]" in written.getvalue()
    assert "sesame" not in written.getvalue()


def test_a_traceback_is_part_of_its_line(json_lines: Written) -> None:
    logging.getLogger("elsewhere").error("failed", exc_info=ValueError("why\nnot"))
    (line,) = lines(json_lines)
    assert "ValueError: why\nnot" in line["exception"]


def test_only_keys_are_hidden() -> None:
    assert scrubbed("/orders/?page=2&monkey=1 key=value") == "/orders/?page=2&monkey=1 key=value"
