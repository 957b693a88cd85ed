"""A Celery worker of the full shape: what it logs, and what it tells Prometheus."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from deploy.local.processes import Child, free_port, start, stop, wait_until
from deploy.local.servers import Redis, private

pytestmark = pytest.mark.once  # a process and a Redis of its own

PATIENCE = 60
# Asks for a task that must fail, since no number is named so, under the id of a request.
ASK = """
import django
django.setup()
from django.http import HttpResponse
from django.test import RequestFactory
from shop.notifications.tasks import send_mail
from shop.operations.request_ids import identified

def view(request):
    send_mail.delay("nonsense")
    return HttpResponse()

identified(view)(RequestFactory().get("/", headers={"X-Request-ID": "asked-for-nonsense"}))
"""
FAILED = 'fastshop_task_failures_total{task="shop.notifications.tasks.send_mail"} 1.0'


class Worker:
    """Its process, its log and its metrics."""

    def __init__(self, folder: Path, redis: str) -> None:
        self.metrics, self.log = f"127.0.0.1:{free_port()}", folder / "log"
        self.environment = os.environ | {
            "FASTSHOP_SHAPE": "full",
            "SECRET_KEY": "a worker's",
            "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
            "REDIS_URL": redis,
            "METRICS_LISTEN": self.metrics,
            "PROMETHEUS_MULTIPROC_DIR": str(folder / "metrics"),
        }

    def start(self) -> Child:
        """Start the worker, whose tasks run in processes of their own."""
        command = [sys.executable, "-m", "celery", "-A", "shop", "worker", "--concurrency", "1"]
        with self.log.open("wb") as log:
            return start(command, env=self.environment, output=log)

    def told(self) -> str:
        """Return its metrics; nothing as long as it does not answer."""
        try:
            with urllib.request.urlopen(f"http://{self.metrics}/metrics", timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            return ""

    def failures(self) -> list[dict[str, object]]:
        """Return the log's lines about failed tasks."""
        lines = [line for line in self.log.read_text().splitlines() if line.startswith("{")]
        return [said for line in lines if (said := json.loads(line))["level"] == "ERROR"]


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    with private(Redis) as redis:
        yield Worker(tmp_path, redis.url)


def test_a_failed_task_is_counted_and_logged_under_the_id_of_the_request_that_asked(worker: Worker) -> None:
    child = worker.start()
    try:
        ask = [sys.executable, "-c", ASK]
        subprocess.run(ask, env=worker.environment, cwd=settings.BASE_DIR, check=True, timeout=PATIENCE)
        wait_until(lambda: FAILED in worker.told(), child, seconds=PATIENCE, what="The count")
        wait_until(worker.failures, child, seconds=PATIENCE, what="The log line")
    finally:
        stop(child)
    failed = [line for line in worker.failures() if line["logger"] == "celery.app.trace"]
    assert [line["request_id"] for line in failed] == ["asked-for-nonsense"]
    assert "Traceback" in failed[0]["exception"]
