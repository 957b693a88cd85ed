"""Whether the process is up, and whether what it depends on answers. For load balancers, not for shoppers."""

import logging
from collections.abc import Callable

import redis
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

logger = logging.getLogger(__name__)
PATIENCE_SECONDS = 2


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer: the process is up. Asks nobody else."""
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})


def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database and, where configured, Redis answer; else 503, naming which does not."""
    checks = {"database": _ask_database} | ({"redis": _ask_redis} if settings.REDIS_URL else {})
    states = {name: "ok" if _answers(name, ask) else "failed" for name, ask in checks.items()}
    status = 503 if "failed" in states.values() else 200
    return JsonResponse(states, status=status, headers={"Cache-Control": "no-store"})


def _answers(name: str, ask: Callable[[], None]) -> bool:
    try:
        ask()
    # Whatever went wrong, it is not ready. What it was may hold secrets, so it goes to the log alone.
    except Exception:
        logger.exception("%s does not answer", name)
        return False
    return True


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_redis() -> None:
    with redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=PATIENCE_SECONDS, socket_connect_timeout=PATIENCE_SECONDS
    ) as client:
        client.ping()
