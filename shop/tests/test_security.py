"""The shop as it is deployed: in the full shape, at an https address."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from shop.tests.observatory import Answer, modifiers, score

pytestmark = pytest.mark.once  # processes of its own, on SQLite

DEPLOYED = {
    "FASTSHOP_SHAPE": "full",
    "PUBLIC_URL": "https://shop.example",
    "SECRET_KEY": "a-long-random-value-of-sixty-four-characters-0123456789-abcdefghi",
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_HOST": "127.0.0.1",
}
# The headers follow the address, so that one process on SQLite has the same.
AT_THAT_ADDRESS = {"PUBLIC_URL": "https://shop.example", "SECRET_KEY": DEPLOYED["SECRET_KEY"]}
VISIT = """
import json, django
django.setup()
from django.core.management import call_command
from django.test import Client

call_command("migrate", verbosity=0)
visitor = Client(headers={"host": "shop.example"})
# Looking for an order sets every cookie that a visitor can get.
pages = [visitor.get(path, secure=True) for path in ("/", "/orders/find/", "/cart/", "/nowhere/", "/healthz")]
print(json.dumps({
    "headers": [{name.lower(): value for name, value in page.items()} for page in pages],
    "cookies": [page.cookies.output(header="") for page in pages],
    "html": [page.text for page in pages],
    "redirected_to": visitor.get("/?a=1")["Location"],
    "inside": [visitor.get(path).status_code for path in ("/healthz", "/readyz", "/metrics")],
}))
"""


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    return subprocess.run(
        [sys.executable, *command],
        env=kept | environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What a visitor of the https address got."""
    folder: Path = tmp_path_factory.mktemp("https")
    done = run("-c", VISIT, **AT_THAT_ADDRESS, FASTSHOP_DATA_DIR=str(folder))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_djangos_deployment_check_finds_nothing() -> None:
    checked = run("manage.py", "check", "--deploy", "--fail-level", "INFO", **DEPLOYED)
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout


def test_subdomains_may_be_left_out_of_the_promise_of_https() -> None:
    checked = run("manage.py", "check", "--deploy", "--fail-level", "INFO", **DEPLOYED, HSTS_SUBDOMAINS="no")
    assert checked.returncode == 0, checked.stderr


def test_every_page_would_get_at_least_120_from_the_observatory(visit: Mapping[str, Any]) -> None:
    for headers, cookies, html in zip(visit["headers"], visit["cookies"], visit["html"], strict=True):
        jar = SimpleCookie()
        for cookie in cookies.splitlines():
            jar.load(cookie)
        answer = Answer(headers, tuple(jar.values()), html, visit["redirected_to"])
        assert score(answer) >= 120, modifiers(answer)


def test_the_observatory_would_see_the_cookies(visit: Mapping[str, Any]) -> None:
    assert any("csrftoken" in cookies for cookies in visit["cookies"])


def test_plain_http_leads_to_the_same_page_by_https(visit: Mapping[str, Any]) -> None:
    assert visit["redirected_to"] == "https://shop.example/?a=1"


def test_what_comes_from_inside_is_answered_over_plain_http(visit: Mapping[str, Any]) -> None:
    assert visit["inside"] == [200, 200, 200]


def test_the_browser_is_told_what_pages_do_not_need(visit: Mapping[str, Any]) -> None:
    for headers in visit["headers"]:
        assert "camera=()" in headers["permissions-policy"]
        assert headers["x-frame-options"] == "DENY"
