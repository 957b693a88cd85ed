"""Posting mail: the row is written in the caller's transaction and handed to a worker after it."""

import logging
import time
import uuid
from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from shop.notifications.composing import Composed, compose, one_line
from shop.notifications.models import Mail
from shop.notifications.tasks import send_mail

logger = logging.getLogger(__name__)

# Seconds without a new try, so that a broker which hangs costs one shopper a moment, not every shopper.
BROKER_PAUSE = 10.0
broker = {"away_until": 0.0}


def post(
    kind: str,
    to: str,
    context: Mapping[str, Any],
    *,
    language: str | None = None,
    unsubscribe: str = "",
    **how: Any,
) -> Mail:
    """Write a mail into the outbox, from templates/mail/<kind>.*; `how` as `enqueue` has it."""
    content = compose(kind, {"unsubscribe": unsubscribe, **context}, language)
    return enqueue(kind, to, content, unsubscribe=unsubscribe, **how)


def enqueue(
    kind: str,
    to: str,
    content: Composed,
    *,
    secret: bool = False,
    unsubscribe: str = "",
    reply_to: str = "",
    key: uuid.UUID | None = None,
) -> Mail:
    """Write mail that is already composed into the outbox.

    It goes out if and only if the caller's transaction commits. `secret` mail loses its text once sent. Mail
    that nobody needs carries `unsubscribe`, an address from unsubscribing.py. The same `key` is the same
    mail: it is written, and so sent, once.
    """
    said = {"subject": one_line(content.subject)[:200], "text": content.text, "html": content.html}
    row = {"kind": kind, "to": to, "reply_to": reply_to, "secret": secret, "unsubscribe": unsubscribe, **said}
    if key:
        mail, new = Mail.objects.get_or_create(message_id=_message_id(key), defaults=row)
    else:
        mail, new = Mail.objects.create(message_id=_message_id(uuid.uuid4()), **row), True
    if new:
        transaction.on_commit(partial(hand_over, mail.pk))
    return mail


def _message_id(key: uuid.UUID) -> str:
    return f"<{key}@{urlsplit(settings.PUBLIC_URL).hostname}>"


def hand_over(pk: int) -> None:
    """Ask a worker to send a mail now, unless the broker was away a moment ago: the sweep finds the row."""
    if time.monotonic() < broker["away_until"]:
        return
    try:
        send_mail.delay(pk)
    except Exception as error:  # noqa: BLE001  brokers' clients raise errors of many kinds
        broker["away_until"] = time.monotonic() + BROKER_PAUSE
        logger.warning("The broker is away, mail %s waits for the sweep: %s", pk, error)
