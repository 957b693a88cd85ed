"""A worker in a process of its own, which can be killed. One that is ready forks them, at once."""

import multiprocessing
from multiprocessing.context import ForkServerProcess

import django
from django.apps import apps
from django.conf import settings
from django.db import connection

from shop.notifications.tests.hostile import HostileServer

if not apps.ready:
    django.setup()

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload([__name__])


def start_worker(server: HostileServer) -> ForkServerProcess:
    """Start a process that sends what is due, by this server, from the test's database, and ends."""
    worker = _context.Process(target=_work, args=(server.port, connection.settings_dict["NAME"]), daemon=True)
    worker.start()
    return worker


def _work(port: int, database: str) -> None:
    from shop.notifications.sending import send_due

    connection.settings_dict["NAME"] = database
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    settings.EMAIL_TIMEOUT = 30
    send_due()
