"""Posting mail: the row is written in the caller's transaction and handed to a worker after it."""

import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from shop.notifications.composing import Composed, compose, one_line
from shop.notifications.models import Mail
from shop.notifications.tasks import send_mail
from shop.operations.handing_over import after_commit


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
        after_commit(send_mail, mail.pk)
    return mail


def _message_id(key: uuid.UUID) -> str:
    return f"<{key}@{urlsplit(settings.PUBLIC_URL).hostname}>"
