"""The image's entrypoint, as a host such as Render starts it: one container, PostgreSQL, Redis, one port."""

import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from deploy.local import servers
from deploy.local.paths import ROOT
from deploy.local.processes import Child, free_port, start, stop, wait_until

ENTRYPOINT = ROOT / "deploy" / "entrypoint.sh"
PATIENCE = 90.0


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """What the host sets for a shop that is all in one container."""
    (tmp_path / "static").mkdir()
    with ExitStack() as stack:
        yield {
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "FASTSHOP_SHAPE": "full",
            "FASTSHOP_DATA_DIR": str(tmp_path),
            "SECRET_KEY": "the host's",
            "DATABASE_URL": stack.enter_context(servers.postgres()),
            "REDIS_URL": stack.enter_context(servers.redis()),
            "PUBLIC_URL": "https://shop.example",
            "PORT": str(free_port()),
            "MIGRATE_ON_START": "yes",
            "BACKGROUND_THREADS": "yes",
            "PYTHONUNBUFFERED": "1",
        }


@pytest.fixture
def container(environment: dict[str, str], tmp_path: Path) -> Iterator[Child]:
    """The one process of the container."""
    with (tmp_path / "log").open("wb") as log:
        child = start([ENTRYPOINT, "all-in-one"], env=environment, output=log)
        yield child
        stop(child)


def asked(environment: dict[str, str], path: str) -> Callable[[], bool]:
    """Return whether the shop answers there, as a function to wait for."""
    told = {"Host": "shop.example", "X-Forwarded-Proto": "https"}
    request = urllib.request.Request(f"http://127.0.0.1:{environment['PORT']}{path}", headers=told)

    def answers() -> bool:
        try:
            with urllib.request.urlopen(request, timeout=5) as reply:  # noqa: S310
                return reply.status == 200
        except OSError:
            return False

    return answers


def test_one_container_migrates_serves_and_works(environment: dict[str, str], container: Child) -> None:
    wait_until(asked(environment, "/readyz"), container, seconds=PATIENCE, what="The shop")
    assert asked(environment, "/robots.txt")()
    healthy = subprocess.run([sys.executable, "deploy/healthy.py"], env=environment, cwd=ROOT)
    assert healthy.returncode == 0
    ping = [sys.executable, "-m", "celery", "-A", "shop", "inspect", "ping", "--timeout", "20"]
    worker = subprocess.run(ping, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert "1 node online" in worker.stdout, worker.stderr


@pytest.mark.parametrize(
    "role, command",
    [
        ("web", "gunicorn --config deploy/gunicorn.py shop.wsgi:application"),
        ("live", "daphne -v 0 -b 127.0.0.1 -p 8001 --no-server-name shop.asgi:application"),
        ("worker", "celery -A shop worker --loglevel INFO --concurrency 2"),
        (
            "worker-and-beat",
            "celery -A shop worker --loglevel INFO --concurrency 2 --beat --schedule /kept/beat-schedule",
        ),
        ("beat", "celery -A shop beat --loglevel INFO --schedule /kept/beat-schedule --pidfile="),
    ],
)
def test_a_role_is_run_as_the_procfile_says(role: str, command: str, tmp_path: Path) -> None:
    for name in ("gunicorn", "daphne", "celery"):
        (tmp_path / name).write_text('#!/bin/sh\necho "${0##*/} $@"\n')
        (tmp_path / name).chmod(0o755)
    told = {"PATH": f"{tmp_path}:/usr/bin:/bin", "FASTSHOP_DATA_DIR": "/kept"}
    said = subprocess.run([ENTRYPOINT, role], env=told, capture_output=True, text=True)
    assert said.stdout == command + "\n"


def test_any_other_command_is_run_as_it_is() -> None:
    assert subprocess.run([ENTRYPOINT, "echo", "as it is"], capture_output=True).stdout == b"as it is\n"
