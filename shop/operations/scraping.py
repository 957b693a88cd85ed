"""Where Prometheus reads the metrics: /metrics for those who may, and an address of a worker's own.

To anybody else /metrics does not exist. An area may add what it reads at the time of asking.
"""

import logging
import os
from collections.abc import Iterable, Iterator
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any, Protocol

from celery import signals
from django.conf import settings
from django.db import close_old_connections
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    generate_latest,
    start_http_server,
)
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

logger = logging.getLogger(__name__)

# Whoever comes with one of these was sent on by a proxy, and its own address says nothing.
_SENT_ON = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")


class Collector(Protocol):
    """Reads metrics when it is asked."""

    def collect(self) -> Iterable[Metric]:
        """Return what there is now."""


_read_when_asked: list[Collector] = []


def read_when_asked(collector: Collector) -> None:
    """Add metrics that are read for each scrape; when that fails, the others are told all the same."""
    _read_when_asked.append(collector)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Tell the metrics."""
    if not (_has_token(request) or _is_near(request)):
        raise Http404
    return HttpResponse(generate_latest(_registry(_All())), content_type=CONTENT_TYPE_LATEST)


def _has_token(request: HttpRequest) -> bool:
    expected = f"Bearer {settings.METRICS_TOKEN}"
    return bool(settings.METRICS_TOKEN) and constant_time_compare(
        request.headers.get("Authorization", ""), expected
    )


def _is_near(request: HttpRequest) -> bool:
    if any(header in request.headers for header in _SENT_ON) or not request.META.get("REMOTE_ADDR"):
        return False
    address = ip_address(request.META["REMOTE_ADDR"])
    return any(address in ip_network(near, strict=False) for near in settings.METRICS_ADDRESSES)


class _All:
    """Everything counted by the processes, and everything that is read when asked."""

    def collect(self) -> Iterator[Metric]:
        yield from _counted().collect()
        for collector in _read_when_asked:
            try:
                yield from collector.collect()
            except Exception:
                logger.exception("%s could not be read", type(collector).__name__)


class _AllWithoutRequest(_All):
    """The same outside a request, where nobody else closes the database connection."""

    def collect(self) -> Iterator[Metric]:
        yield from super().collect()
        close_old_connections()


def _registry(everything: Collector) -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(everything)
    return registry


def _counted() -> Collector:
    if not (folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR")):
        return REGISTRY
    _forget_the_dead(Path(folder))
    return MultiProcessCollector(None)


def _forget_the_dead(folder: Path) -> None:
    """Drop the gauges of processes that are gone, however they went; what they counted stays."""
    for file in folder.glob("gauge_live*_*.db"):
        pid = int(file.stem.rpartition("_")[2])
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            mark_process_dead(pid, str(folder))
        except PermissionError:
            continue


@signals.worker_init.connect
def _serve_a_workers_own(**_kwargs: Any) -> None:
    """A Celery worker answers no requests, so it tells its metrics on METRICS_LISTEN, where that is set."""
    if settings.METRICS_LISTEN:
        host, _, port = settings.METRICS_LISTEN.rpartition(":")
        start_http_server(int(port), host, _registry(_AllWithoutRequest()))
