"""Handing work to a worker once what it is about is committed; the sweep by beat finds it if that fails."""

import logging
import time
from functools import partial

from celery import Task
from django.db import transaction

logger = logging.getLogger(__name__)

# Seconds without a new try, so that a broker which hangs costs one shopper a moment, not every shopper.
BROKER_PAUSE = 10.0
broker = {"away_until": 0.0}


def after_commit(task: Task, *arguments: object) -> None:
    """Ask a worker to do a task after commit. A broker that is away fails nothing."""
    transaction.on_commit(partial(_now, task, arguments))


def _now(task: Task, arguments: tuple[object, ...]) -> None:
    if time.monotonic() < broker["away_until"]:
        return
    try:
        task.delay(*arguments)
    except Exception as error:  # noqa: BLE001  brokers' clients raise errors of many kinds
        broker["away_until"] = time.monotonic() + BROKER_PAUSE
        logger.warning("The broker is away, %s waits for the sweep: %s", task.name, error)
