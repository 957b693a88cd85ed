from datetime import timedelta
from unittest.mock import ANY

import pytest
from django.core.mail.backends import smtp
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from shop.notifications.composing import Composed
from shop.notifications.models import Mail
from shop.notifications.outbox import enqueue
from shop.notifications.sending import LEASE, MOST_ATTEMPTS, send
from shop.notifications.tasks import send_mail, send_waiting_mail
from shop.notifications.tests.scene import make_due
from shop.notifications.tests.smtp import Sink, free_port
from shop.operations.retrying import LONGEST_PAUSE, pause_after

pytestmark = pytest.mark.django_db


class DyingBackend(smtp.EmailBackend):
    """Sends as usual, then takes the worker with it before it can note anything."""

    def send_messages(self, email_messages: list) -> int:
        super().send_messages(email_messages)
        raise SystemExit


def test_mail_goes_out_as_text_and_html_with_its_own_message_id(sink: Sink, mail: Mail) -> None:
    send_mail(mail.pk)
    (message,) = sink.taken
    assert (message["To"], message["Subject"]) == ("ada@shop.example", "Grüße")
    assert message["Message-ID"] == mail.message_id
    assert message.get_content_type() == "multipart/alternative"
    assert message.get_body(["plain"]).get_content().strip() == "Hello — 5 < 6"
    assert message.get_body(["html"]).get_content().strip() == "<p>Hello</p>"


def test_sent_mail_says_when_and_is_not_sent_again(sink: Sink, mail: Mail) -> None:
    send(mail.pk)
    send(mail.pk)
    send_waiting_mail()
    mail.refresh_from_db()
    assert (mail.status, mail.attempts, mail.sent_at) == (Mail.Status.SENT, 1, ANY)
    assert mail.sent_at is not None
    assert len(sink.taken) == 1


def test_the_sweep_sends_what_was_never_handed_over(sink: Sink, mail: Mail) -> None:
    send_waiting_mail()
    assert [message["Message-ID"] for message in sink.taken] == [mail.message_id]


def test_a_temporary_refusal_is_tried_again_after_a_pause(sink: Sink, mail: Mail) -> None:
    sink.answers.append("451 Come back later")
    send(mail.pk)
    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == (Mail.Status.WAITING, 1)
    assert "451" in mail.last_error
    send_waiting_mail()
    assert not sink.taken
    make_due(mail)
    send_waiting_mail()
    mail.refresh_from_db()
    assert (mail.status, mail.attempts, mail.last_error) == (Mail.Status.SENT, 2, "")


def test_a_recipient_refused_for_good_is_not_tried_again(sink: Sink, mail: Mail) -> None:
    sink.recipient_answers.append("550 No such user")
    send(mail.pk)
    make_due(mail)
    send_waiting_mail()
    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == (Mail.Status.FAILED, 1)
    assert "No such user" in mail.last_error


def test_a_greylisted_recipient_is_tried_again(sink: Sink, mail: Mail) -> None:
    sink.recipient_answers.append("450 Greylisted")
    send(mail.pk)
    mail.refresh_from_db()
    assert mail.status == Mail.Status.WAITING


def test_a_dropped_connection_sends_the_same_message_id_again(sink: Sink, mail: Mail) -> None:
    sink.answers.append("drop")
    send(mail.pk)
    make_due(mail)
    send(mail.pk)
    assert [message["Message-ID"] for message in sink.taken] == [mail.message_id] * 2


def test_a_worker_that_died_before_its_note_sends_the_same_message_id_again(
    sink: Sink, mail: Mail, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.DyingBackend"
    with pytest.raises(SystemExit):
        send(mail.pk)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    send_waiting_mail()
    assert len(sink.taken) == 1
    make_due(mail)
    send_waiting_mail()
    mail.refresh_from_db()
    assert mail.status == Mail.Status.SENT
    assert [message["Message-ID"] for message in sink.taken] == [mail.message_id] * 2


def test_a_server_that_hangs_is_given_up(sink: Sink, mail: Mail, settings: Settings) -> None:
    settings.EMAIL_TIMEOUT = 0.2
    sink.released.clear()
    sink.answers.append("wait 250 OK")
    send(mail.pk)
    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == (Mail.Status.WAITING, 1)


def test_a_server_that_is_away_costs_the_other_mail_no_attempts(mail: Mail, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    other = enqueue("greeting", "bob@shop.example", Composed("Hello", "Hello"))
    send_waiting_mail()
    mail.refresh_from_db()
    other.refresh_from_db()
    assert (mail.attempts, mail.status) == (1, Mail.Status.WAITING)
    assert (other.attempts, other.status) == (0, Mail.Status.WAITING)


def test_mail_is_given_up_after_its_last_attempt(sink: Sink, mail: Mail) -> None:
    Mail.objects.update(attempts=MOST_ATTEMPTS - 1)
    sink.answers.append("451 Come back later")
    send(mail.pk)
    mail.refresh_from_db()
    assert mail.status == Mail.Status.FAILED


def test_pauses_grow_to_six_hours_and_span_two_days() -> None:
    pauses = [pause_after(attempts) for attempts in range(1, MOST_ATTEMPTS)]
    assert pauses[0] < pauses[1] < pauses[-1] == LONGEST_PAUSE
    assert sum(pauses, timedelta()) > timedelta(days=1, hours=12)


def test_a_claim_is_respected_until_the_lease_is_over(sink: Sink, mail: Mail) -> None:
    Mail.objects.update(status=Mail.Status.SENDING, attempts=1, next_try_at=timezone.now() + LEASE)
    send(mail.pk)
    send_waiting_mail()
    assert not sink.taken


def test_an_address_that_cannot_be_a_header_fails_at_once(sink: Sink, mail: Mail) -> None:
    Mail.objects.update(to="ada@shop.example\nBcc: everyone@shop.example")
    send(mail.pk)
    mail.refresh_from_db()
    assert (mail.status, sink.taken) == (Mail.Status.FAILED, [])


@pytest.mark.parametrize("shape, text", [("full", ""), ("solo", "Your key is 123")])
def test_secrets_are_wiped_once_sent_except_on_a_developers_machine(
    sink: Sink, db: None, settings: Settings, shape: str, text: str
) -> None:
    settings.SHAPE = shape
    content = Composed("Your key", "Your key is 123", "<p>Your key is 123</p>")
    mail = enqueue("key", "ada@shop.example", content, secret=True)
    send(mail.pk)
    mail.refresh_from_db()
    assert (mail.status, mail.text) == (Mail.Status.SENT, text)
    assert "Your key is 123" in str(sink.taken[0])


def test_sending_inside_a_transaction_is_refused(mail: Mail) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        send(mail.pk)


def test_solo_logs_who_gets_what_and_where_to_read_it(
    mail: Mail, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "shop.notifications")
    settings.EMAIL_BACKEND = "shop.notifications.console.EmailBackend"
    send(mail.pk)
    assert f"ada@shop.example: Grüße · http://127.0.0.1:8000/dev/inbox/{mail.pk}/" in caplog.text
    assert "Hello" not in caplog.text
