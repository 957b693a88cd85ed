import threading

import pytest
from django.db import connection

from shop.notifications.models import Mail
from shop.notifications.sending import send
from shop.notifications.tests.scene import make_due
from shop.notifications.tests.smtp import Sink

pytestmark = pytest.mark.django_db(transaction=True)


def test_eight_workers_at_once_send_one_copy(sink: Sink, mail: Mail) -> None:
    start = threading.Barrier(8)

    def work() -> None:
        start.wait()
        send(mail.pk)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    mail.refresh_from_db()
    assert (len(sink.taken), mail.attempts, mail.status) == (1, 1, Mail.Status.SENT)


def test_a_worker_that_outlived_its_lease_does_not_undo_a_later_success(sink: Sink, mail: Mail) -> None:
    sink.answers.append("wait 451 Too late")
    sink.released.clear()

    def work() -> None:
        send(mail.pk)
        connection.close()

    slow = threading.Thread(target=work)
    slow.start()
    assert sink.reached.wait(5)
    make_due(mail)
    send(mail.pk)
    sink.released.set()
    slow.join()
    mail.refresh_from_db()
    assert (mail.status, mail.attempts, mail.last_error) == (Mail.Status.SENT, 2, "")
