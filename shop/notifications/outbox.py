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
    secret: bool = False,
    unsubscribe: str = "",
) -> Mail:
    """Write a mail into the outbox, from templates/mail/<kind>.*.

    It goes out if and only if the caller's transaction commits. `secret` mail loses its text once sent.
    Mail that nobody needs carries `unsubscribe`, an address from unsubscribing.py.
    """
    content = compose(kind, {"unsubscribe": unsubscribe, **context}, language)
    return enqueue(kind, to, content, secret=secret, unsubscribe=unsubscribe)


def enqueue(kind: str, to: str, content: Composed, *, secret: bool = False, unsubscribe: str = "") -> Mail:
    """Write mail that is already composed into the outbox; otherwise as `post`."""
    mail = Mail.objects.create(
        kind=kind,
        to=to,
        subject=one_line(content.subject)[:200],
        text=content.text,
        html=content.html,
        message_id=f"<{uuid.uuid4()}@{urlsplit(settings.PUBLIC_URL).hostname}>",
        secret=secret,
        unsubscribe=unsubscribe,
    )
    transaction.on_commit(partial(hand_over, mail.pk))
    return mail


def hand_over(pk: int) -> None:
    """Ask a worker to send a mail now, unless the broker was away a moment ago: the sweep finds the row."""
    if time.monotonic() < broker["away_until"]:
        return
    try:
        send_mail.delay(pk)
    except Exception as error:  # noqa: BLE001  brokers' clients raise errors of many kinds
        broker["away_until"] = time.monotonic() + BROKER_PAUSE
        logger.warning("The broker is away, mail %s waits for the sweep: %s", pk, error)
