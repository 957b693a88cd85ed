import time
import uuid

import pytest
from django.db import transaction
from pytest_django import Settings

from shop.celery import app
from shop.notifications.composing import Composed
from shop.notifications.models import Mail
from shop.notifications.outbox import enqueue, post
from shop.notifications.tests.smtp import free_port
from shop.operations import handing_over

pytestmark = pytest.mark.django_db

TEMPLATES = {
    "mail/greeting.subject.txt": """
        {% load i18n %}{% get_current_language as code %}[{{ code }}]
        Hello {{ name }}
    """,
    "mail/greeting.txt": "Dear {{ name }},",
    "mail/greeting.html": "<p>Dear {{ name }},</p>",
}


@pytest.fixture
def greeting(settings: Settings) -> None:
    loaders = [("django.template.loaders.locmem.Loader", TEMPLATES)]
    backend = "django.template.backends.django.DjangoTemplates"
    settings.TEMPLATES = [{"BACKEND": backend, "OPTIONS": {"loaders": loaders}}]


@pytest.fixture
def dead_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CELERY_BROKER_WRITE_URL", f"redis://127.0.0.1:{free_port()}/0")
    monkeypatch.setattr(app.amqp, "_producer_pool", None)
    monkeypatch.setitem(handing_over.broker, "away_until", 0.0)


@pytest.mark.usefixtures("greeting")
def test_text_is_written_as_it_is_and_html_is_escaped() -> None:
    mail = post("greeting", "ada@shop.example", {"name": "Ada & <Bob>"})
    assert (mail.text, mail.html) == ("Dear Ada & <Bob>,\n", "<p>Dear Ada &amp; &lt;Bob&gt;,</p>")


@pytest.mark.usefixtures("greeting")
def test_mail_is_written_in_the_language_asked_for() -> None:
    assert post("greeting", "ada@shop.example", {"name": "Ada"}, language="de").subject == "[de] Hello Ada"


@pytest.mark.usefixtures("greeting")
def test_a_name_with_line_breaks_cannot_add_headers() -> None:
    mail = post("greeting", "ada@shop.example", {"name": "Ada\r\nBcc: everyone@shop.example"})
    assert mail.subject == "[en] Hello Ada Bcc: everyone@shop.example"


def test_a_long_subject_is_cut_instead_of_refused() -> None:
    assert len(enqueue("greeting", "ada@shop.example", Composed("x" * 500, "Hello")).subject) == 200


def test_the_message_id_names_the_shop_and_no_two_are_alike(settings: Settings) -> None:
    settings.PUBLIC_URL = "https://shop.example:8443"
    first, second = (enqueue("greeting", "ada@shop.example", Composed("Hello", "Hello")) for _ in range(2))
    assert first.message_id.endswith("@shop.example>")
    assert first.message_id != second.message_id


def test_the_same_key_is_the_same_mail() -> None:
    key = uuid.uuid4()
    first, again = (
        enqueue("greeting", "ada@shop.example", Composed("Hello", "Hello"), key=key) for _ in "ab"
    )
    assert (first.pk, Mail.objects.count()) == (again.pk, 1)


def test_mail_of_a_transaction_that_fails_never_existed() -> None:
    with transaction.atomic():
        enqueue("greeting", "ada@shop.example", Composed("Hello", "Hello"))
        transaction.set_rollback(True)
    assert not Mail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_mail_is_handed_to_a_worker_after_the_commit_and_not_before() -> None:
    with app.connection_for_read() as connection, connection.SimpleQueue("celery") as queue:
        queue.clear()
        with transaction.atomic():
            mail = enqueue("greeting", "ada@shop.example", Composed("Hello", "Hello"))
            with pytest.raises(queue.Empty):
                queue.get(block=False)
        message = queue.get(timeout=5)
    assert message.headers["task"] == "shop.notifications.tasks.send_mail"
    assert message.payload[0] == [mail.pk]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("dead_broker")
def test_a_dead_broker_loses_no_mail_and_keeps_nobody_waiting() -> None:
    began = time.monotonic()
    for _ in range(20):
        enqueue("greeting", "ada@shop.example", Composed("Hello", "Hello"))
    assert time.monotonic() - began < 3
    assert Mail.objects.filter(status=Mail.Status.WAITING).count() == 20
