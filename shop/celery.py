"""The Celery application. Solo runs the same tasks in a thread (shop.background), without a broker."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")

app = Celery("fastshop")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
