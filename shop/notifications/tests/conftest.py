"""The mail server that the tests of sending talk to."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from shop.notifications.composing import Composed
from shop.notifications.models import Mail
from shop.notifications.outbox import enqueue
from shop.notifications.tests.smtp import Sink, serve


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    """Run a mail server, and make it the shop's."""
    sink = Sink()
    controller = serve(sink)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = False, 5
    yield sink
    sink.released.set()
    controller.stop()


@pytest.fixture
def mail(db: None) -> Mail:
    """Put a mail into the outbox."""
    return enqueue("greeting", "ada@shop.example", Composed("Grüße", "Hello — 5 < 6\n", "<p>Hello</p>"))
