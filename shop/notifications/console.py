"""The mail backend of the solo shape: a line on the console for each mail; the dev inbox has the rest."""

import logging
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse

from shop.notifications.models import Mail

logger = logging.getLogger(__name__)


class EmailBackend(BaseEmailBackend):
    """Says who gets which mail and where to read it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Log a line for each mail."""
        for message in email_messages:
            logger.info("Mail to %s: %s · %s", ", ".join(message.to), message.subject, _address(message))
        return len(email_messages)


def _address(message: EmailMessage) -> str:
    mail = Mail.objects.filter(message_id=message.extra_headers.get("Message-ID", "")).only("pk").first()
    return settings.PUBLIC_URL + (reverse("dev_mail", args=[mail.pk]) if mail else reverse("dev_inbox"))
