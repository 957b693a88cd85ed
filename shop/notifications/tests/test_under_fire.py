"""The outbox against a mail server that goes wrong at every step, and against the death of the worker."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from pytest_django import Settings

from shop.notifications.composing import Composed
from shop.notifications.models import Mail
from shop.notifications.outbox import enqueue
from shop.notifications.sending import send
from shop.notifications.tests.hostile import STEPS, HostileServer, hostile_server
from shop.notifications.tests.scene import make_due
from shop.notifications.tests.worker import start_worker

PATIENCE = 30
DROPS_AND_HANGS = [(step, ill) for step in STEPS if step != "QUIT" for ill in ("drop", "hang")]
REFUSALS = [(step, "451 Not now") for step in ("greeting", "MAIL", "RCPT", "DATA", "text")]
ABOUT_THIS_MAIL = {"RCPT", "DATA", "text"}
Status = Mail.Status


@pytest.fixture
def server(settings: Settings) -> Iterator[HostileServer]:
    with hostile_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = False, 0.3
        yield server


@pytest.mark.django_db
@pytest.mark.parametrize("step, ill", DROPS_AND_HANGS + REFUSALS)
def test_what_goes_wrong_before_the_250_delays_the_one_copy(
    server: HostileServer, mail: Mail, step: str, ill: str
) -> None:
    server.ills[step] = ill
    send(mail.pk)
    mail.refresh_from_db()
    assert (mail.status, server.taken) == (Status.WAITING, [])
    make_due(mail)
    send(mail.pk)
    mail.refresh_from_db()
    assert (mail.status, server.copies(mail.message_id)) == (Status.SENT, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("ill", ["drop", "hang", "451 Not now"])
def test_what_goes_wrong_after_the_250_sends_no_second_copy(
    server: HostileServer, mail: Mail, ill: str
) -> None:
    server.ills["QUIT"] = ill
    send(mail.pk)
    mail.refresh_from_db()
    assert (mail.status, server.copies(mail.message_id)) == (Status.SENT, 1)


@pytest.mark.django_db
def test_a_250_that_never_arrives_brings_a_second_copy_with_the_same_message_id(
    server: HostileServer, mail: Mail
) -> None:
    server.ills["text"] = "take and drop"
    send(mail.pk)
    make_due(mail)
    send(mail.pk)
    assert server.copies(mail.message_id) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("step", ["greeting", "MAIL", "RCPT", "DATA", "text"])
def test_only_a_refusal_of_this_very_mail_is_final(server: HostileServer, mail: Mail, step: str) -> None:
    server.ills[step] = "550 Never"
    send(mail.pk)
    mail.refresh_from_db()
    assert mail.status == (Status.FAILED if step in ABOUT_THIS_MAIL else Status.WAITING)
    assert "Never" in mail.last_error


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_at_any_step_loses_no_mail(server: HostileServer) -> None:
    content = Composed("Hello", "Hello\n")
    mails = {step: enqueue("greeting", "ada@shop.example", content) for step in STEPS}
    for step in STEPS:
        killed_at(step, server)
    assert set(Mail.objects.values_list("status", "attempts")) == {(Status.SENDING, 1)}
    Mail.objects.update(next_try_at=timezone.now())  # the leases of the dead are over
    worker = start_worker(server)
    worker.join(PATIENCE)
    assert worker.exitcode == 0
    assert set(Mail.objects.values_list("status", "attempts")) == {(Status.SENT, 2)}
    # After the server's 250 and before our note of it: the one moment that brings a second copy.
    copies = {step: server.copies(mail.message_id) for step, mail in mails.items()}
    assert copies == {step: 2 if step == "QUIT" else 1 for step in STEPS}


def killed_at(step: str, server: HostileServer) -> None:
    """Let a worker take the next mail, and kill it where the server hangs."""
    server.hanging.clear()
    server.released.clear()
    server.ills[step] = "hang"
    worker = start_worker(server)
    assert server.hanging.wait(PATIENCE), f"no worker came as far as {step}"
    worker.kill()
    worker.join(PATIENCE)
    server.released.set()
