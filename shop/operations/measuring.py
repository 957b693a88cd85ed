"""Counts and times requests, and says each in one log line, without its query."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from shop.operations import metrics

logger = logging.getLogger("shop.requests")

_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_ASKED_ALL_THE_TIME = {"healthz", "readyz", "metrics", "component_changes"}


def measured(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Measure every request (middleware)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        _note(request, response.status_code, time.perf_counter() - began)
        return response

    return middleware


def _note(request: HttpRequest, status: int, seconds: float) -> None:
    view = request.resolver_match.view_name if request.resolver_match else "none"
    method = request.method if request.method in _METHODS else "other"
    metrics.requests.labels(method, view, status).inc()
    metrics.request_seconds.labels(view).observe(seconds)
    if view not in _ASKED_ALL_THE_TIME:
        fields = {"method": method, "path": request.path, "status": status, "seconds": round(seconds, 4)}
        said = (method, request.path, status, seconds * 1000)
        logger.info("%s %s %s in %.0f ms", *said, extra={"fields": fields})
