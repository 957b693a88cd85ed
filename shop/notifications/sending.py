"""Sending mail from the outbox: one worker at a time has a mail, errors are tried again, none is lost."""

import logging
import smtplib
from datetime import timedelta

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from shop.notifications.composing import one_line
from shop.notifications.models import Mail
from shop.operations.development import is_development
from shop.operations.retrying import pause_after

logger = logging.getLogger(__name__)

# Longer than any conversation with the mail server: whoever holds a mail for longer has crashed.
LEASE = timedelta(minutes=3)
MOST_ATTEMPTS = 16  # two days, with the pauses of retrying.py
BATCH = 200


def send(pk: int) -> bool:
    """Claim and send one mail; return False only when the mail server could not be reached.

    Must not run inside a transaction: the claim has to be seen by the other workers. A crash after the server
    took the mail and before that is noted sends it again, with the same Message-ID.
    """
    mail = _claim(pk)
    if mail is None:
        return True
    try:
        _message(mail).send()
    except Exception as error:  # noqa: BLE001  whatever it was, the mail is not lost
        _note_error(mail, error)
        return not _is_unreachable(error)
    _note_sent(mail)
    return True


def send_due() -> None:
    """Send what is due, oldest first; stops early when the server is away, so that no attempts are wasted."""
    for pk in _due().order_by("next_try_at").values_list("pk", flat=True)[:BATCH]:
        if not send(pk):
            return


def _due() -> QuerySet[Mail]:
    """Select waiting mail whose time has come, and mail whose sender's lease has run out."""
    open_ = [Mail.Status.WAITING, Mail.Status.SENDING]
    return Mail.objects.filter(status__in=open_, next_try_at__lte=timezone.now())


def _claim(pk: int) -> Mail | None:
    lease = {"attempts": F("attempts") + 1, "next_try_at": timezone.now() + LEASE}
    with transaction.atomic(durable=True):
        claimed = _due().filter(pk=pk).update(status=Mail.Status.SENDING, **lease)
        return Mail.objects.get(pk=pk) if claimed else None


def _message(mail: Mail) -> EmailMultiAlternatives:
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    if mail.unsubscribe:  # https://www.rfc-editor.org/rfc/rfc8058
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    answers = [mail.reply_to] if mail.reply_to else None
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], reply_to=answers, headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _note_sent(mail: Mail) -> None:
    # A developer reads it in the dev inbox, secrets included.
    wiped = {"text": "", "html": ""} if mail.secret and not is_development() else {}
    _note(mail, status=Mail.Status.SENT, sent_at=timezone.now(), last_error="", **wiped)


def _note_error(mail: Mail, error: Exception) -> None:
    over = _is_final(error) or mail.attempts >= MOST_ATTEMPTS
    reason = one_line(f"{type(error).__name__}: {error}")[:1000]
    logger.warning("Mail %s, attempt %s: %s", mail.pk, mail.attempts, reason)
    _note(
        mail,
        status=Mail.Status.FAILED if over else Mail.Status.WAITING,
        next_try_at=timezone.now() + pause_after(mail.attempts),
        last_error=reason,
    )


def _note(mail: Mail, **fields: object) -> None:
    """Write the outcome, unless the lease ran out meanwhile and a later attempt owns the mail."""
    Mail.objects.filter(pk=mail.pk, status=Mail.Status.SENDING, attempts=mail.attempts).update(**fields)


def _is_final(error: Exception) -> bool:
    """Return whether the server refused this very mail for good, or it cannot be written as one."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code >= 500
    return isinstance(error, ValueError)


def _is_unreachable(error: Exception) -> bool:
    """Return whether no mail at all can be sent just now: no connection, no greeting, no login."""
    if isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError):
        return False
    return isinstance(error, OSError)
