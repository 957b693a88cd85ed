"""The Celery application. Solo runs the same tasks in a thread (shop.background), without a broker."""

import logging.config
import os
from typing import Any

from celery import Celery, Task, signals
from django.conf import settings
from django.db import close_old_connections

from shop.operations import request_ids  # noqa: F401  carries them into tasks

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")

app = Celery("fastshop")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.setup_logging.connect
def _log_as_the_other_processes_do(**_kwargs: Any) -> None:
    logging.config.dictConfig(settings.LOGGING)


# Celery would connect to the database anew for every task, which costs more than most tasks do.
@signals.task_prerun.connect
@signals.task_postrun.connect
def _close_connections_that_are_old_or_dead(sender: Task, **_kwargs: Any) -> None:
    if not sender.request.is_eager:
        close_old_connections()
