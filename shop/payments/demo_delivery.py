"""Telling the shop, by its own webhook, what happened to `demo` sessions; again until it takes it."""

import logging
import urllib.request
from datetime import timedelta

from django.conf import settings
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from shop.payments.demo_signing import signed
from shop.payments.models import DemoMessage

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=20)  # and the pause before the next try
PATIENCE = 5.0
BATCH = 100
MOST_ATTEMPTS = 500
_DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def deliver_due() -> None:
    """Deliver what was not, oldest first."""
    for pk in _due().order_by("next_try_at").values_list("pk", flat=True)[:BATCH]:
        deliver(pk)


def deliver(pk: str) -> None:
    """Claim a message and post it, signed. One that is not taken is tried again when its lease is over."""
    lease = {"attempts": F("attempts") + 1, "next_try_at": timezone.now() + LEASE}
    if not _due().filter(pk=pk).update(**lease):
        return
    message = DemoMessage.objects.get(pk=pk)
    try:
        _post(message)
    except OSError as error:
        logger.warning("Message %s, attempt %s: %s", pk, message.attempts, error)
    else:
        DemoMessage.objects.filter(pk=pk).update(delivered_at=timezone.now())


def _due() -> QuerySet[DemoMessage]:
    waiting = DemoMessage.objects.filter(delivered_at=None, attempts__lt=MOST_ATTEMPTS)
    return waiting.filter(next_try_at__lte=timezone.now())


def _post(message: DemoMessage) -> None:
    address = f"{settings.PUBLIC_URL}{reverse('payment_webhook', args=['demo'])}"
    headers = {"Content-Type": "application/json", **signed(message.body)}
    request = urllib.request.Request(address, message.body.encode(), headers)  # noqa: S310  always http(s)
    with _DIRECTLY.open(request, timeout=PATIENCE):
        pass
