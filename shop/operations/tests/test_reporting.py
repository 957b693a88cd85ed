import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from threading import Thread

import pytest
from django.conf import settings

pytestmark = pytest.mark.once  # processes of its own, on SQLite

# A request of Ada's fails, and says in its error who she is.
FAILING = """
import sys
sys.modules["brotli"] = None  # so that reports come zipped, wherever this runs
from django.test import RequestFactory
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from shop.wsgi import application
from shop import urls

@csrf_exempt
def fail(request):
    secret = request.POST["email"]
    raise ValueError(f"{secret} is taken, see /orders/1/?key=sesame")

urls.urlpatterns.append(path("fail/", fail))
asked = RequestFactory(REMOTE_ADDR="203.0.113.9", SERVER_NAME="127.0.0.1").post(
    "/fail/?key=sesame", {"email": "ada@shop.example"}, headers={"Cookie": "sessionid=sesame"}
)
application(asked.environ, lambda *_started: None)
import sentry_sdk
sentry_sdk.flush()
"""
IMPORTED = """
import sys, django
django.setup()
print("sentry_sdk" in sys.modules)
"""


@pytest.fixture
def sentry() -> Iterator[tuple[str, Queue[str]]]:
    """A DSN, and what is reported to it."""
    reported: Queue[str] = Queue()

    class Reception(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            zipped = self.headers.get("Content-Encoding") == "gzip"
            reported.put((gzip.decompress(body) if zipped else body).decode())
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Reception) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://public@127.0.0.1:{server.server_port}/1", reported
        server.shutdown()


def run(script: str, **environment: str) -> str:
    command = [sys.executable, "-c", script]
    env = os.environ | {"DATABASE_URL": "", "REDIS_URL": ""} | environment
    done = subprocess.run(command, env=env, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_error_is_reported_without_what_it_says_about_people(sentry: tuple[str, Queue[str]]) -> None:
    dsn, reported = sentry
    run(FAILING, SENTRY_DSN=dsn, SENTRY_ENVIRONMENT="shelf")
    report = reported.get(timeout=20)
    event = json.loads(report.splitlines()[-1])
    assert event["environment"] == "shelf"
    assert event["exception"]["values"][-1]["type"] == "ValueError"
    assert event["request"] == {"method": "POST", "url": "http://127.0.0.1/fail/"}
    for secret in ("ada@", "sesame", "203.0.113.9"):
        assert secret not in report


def test_nothing_is_loaded_where_nobody_wants_reports() -> None:
    assert run(IMPORTED).strip() == "False"
