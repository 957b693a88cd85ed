"""Background work of the solo shape: a Celery worker and the beat table in threads of the web process.

Tasks come through Celery's in-memory broker, so `delay()` means the same here as it does with Redis.
"""

import logging
import threading
from collections.abc import Callable
from functools import cache

from celery import beat
from celery.worker import WorkController
from django.conf import settings

from shop.celery import app

logger = logging.getLogger(__name__)


@cache
def start() -> None:
    """Start working, once for this process; does nothing where a broker and workers of their own do it."""
    if not settings.BACKGROUND_THREADS:
        return
    for name, run in (("background-worker", _work), ("background-beat", _beat)):
        threading.Thread(target=_logged, args=(run,), name=name, daemon=True).start()


def _work() -> None:
    # Two at a time, so that a slow mail server does not hold up the sweep of expired holds.
    alone = {"without_heartbeat": True, "without_mingle": True, "without_gossip": True}
    WorkController(app=app, pool="threads", concurrency=2, **alone).start()


def _beat() -> None:
    # The plain scheduler keeps its times in memory: every entry may run late or twice.
    beat.Service(app, scheduler_cls=beat.Scheduler).start()


def _logged(run: Callable[[], None]) -> None:
    try:
        run()
    finally:
        logger.error("The %s thread has ended: restart the shop.", threading.current_thread().name)
