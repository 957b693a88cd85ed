"""What is counted and measured, for Prometheus.

With PROMETHEUS_MULTIPROC_DIR set, all processes that share the folder are counted together; without it each
process counts for itself.
"""

import os
from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from celery import signals
from django.db import transaction

# prometheus_client writes there as soon as it is imported.
if _shared := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
    Path(_shared).mkdir(parents=True, exist_ok=True)

from prometheus_client import Counter, Gauge, Histogram

P = ParamSpec("P")
T = TypeVar("T")

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

requests = Counter("fastshop_requests", "Requests answered", ["method", "view", "status"])
request_seconds = Histogram("fastshop_request_seconds", "Time to an answer", ["view"], buckets=_SECONDS)
reservations = Counter("fastshop_reservations", "Claims on units", ["outcome"])
sockets = Gauge("fastshop_sockets", "Open pages that follow the shop", multiprocess_mode="livesum")
pushes = Counter("fastshop_pushes", "Frames handed to sockets")
rate_limited = Counter("fastshop_rate_limited", "Requests refused by a rate limit", ["limit"])
task_failures = Counter("fastshop_task_failures", "Background tasks that failed", ["task"])
for _outcome in ("accepted", "refused"):
    reservations.labels(_outcome)  # told from the start, as 0


def claims_counted(refusal: type[Exception]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Count a verb's claims: accepted once their transaction commits, refused when it raises `refusal`."""

    def counted(verb: Callable[P, T]) -> Callable[P, T]:
        @wraps(verb)
        def claim(*args: P.args, **kwargs: P.kwargs) -> T:
            try:
                claimed = verb(*args, **kwargs)
            except refusal:
                reservations.labels("refused").inc()
                raise
            transaction.on_commit(partial(reservations.labels("accepted").inc))
            return claimed

        return claim

    return counted


@signals.task_failure.connect
def _count_failure(sender: Any, **_kwargs: Any) -> None:
    task_failures.labels(sender.name).inc()
