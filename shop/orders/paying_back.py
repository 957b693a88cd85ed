"""Carrying refunds out with the provider: one worker at a time has a refund, errors are tried again."""

import logging
import uuid
from datetime import timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

from shop.inventory.locking import transactional
from shop.operations.retrying import pause_after
from shop.orders.broadcasts import order_touched
from shop.orders.locking import lock_order
from shop.orders.mails import mail_refunded
from shop.orders.models import Refund
from shop.payments.choosing import provider
from shop.payments.providers import ProviderRefused

logger = logging.getLogger(__name__)

# Longer than a provider may take to answer: whoever has a refund for longer has crashed.
LEASE = timedelta(minutes=3)
MOST_ATTEMPTS = 40  # nine days, with the pauses of retrying.py
BATCH = 200


def carry_out_due() -> None:
    """Carry out the refunds that are due, oldest first."""
    for pk in _due().order_by("next_try_at").values_list("pk", flat=True)[:BATCH]:
        carry_out(pk)


def carry_out(pk: int) -> None:
    """Claim one refund and have the provider give the money back.

    Must not run inside a transaction: other workers have to see the claim. After a crash the provider is
    asked again, with the same key.
    """
    refund = _claim(pk)
    if refund is None:
        return
    paid = refund.payment
    try:
        reference = provider(paid.provider).refund(
            paid.reference, refund.amount, paid.currency, str(refund.key)
        )
    except Exception as error:  # noqa: BLE001  whatever it was, the money is still owed
        _note_error(refund, error)
    else:
        _note_done(refund, reference)


def _due() -> QuerySet[Refund]:
    return Refund.objects.filter(
        state=Refund.State.WAITING, payment__isnull=False, next_try_at__lte=timezone.now()
    )


def _claim(pk: int) -> Refund | None:
    lease = {"attempts": F("attempts") + 1, "next_try_at": timezone.now() + LEASE}
    claimed = _due().filter(pk=pk).update(**lease)
    return Refund.objects.select_related("payment", "order").get(pk=pk) if claimed else None


@transactional
def _note_done(refund: Refund, reference: str) -> None:
    lock_order(refund.order_id)
    done = {"state": Refund.State.DONE, "reference": reference, "done_at": timezone.now(), "last_error": ""}
    if not _mine(refund).update(**done):
        return
    refund.refresh_from_db()
    order_touched(refund.order_id)
    if not _was_told(refund):
        mail_refunded(refund)


def _note_error(refund: Refund, error: Exception) -> None:
    over = isinstance(error, ProviderRefused) or refund.attempts >= MOST_ATTEMPTS
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:1000]
    # A refund that failed for good is for a person to look at.
    log = logger.error if over else logger.warning
    log("Refund %s of order %s, attempt %s: %s", refund.pk, refund.order.number, refund.attempts, reason)
    _mine(refund).update(
        state=Refund.State.FAILED if over else Refund.State.WAITING,
        next_try_at=timezone.now() + pause_after(refund.attempts),
        last_error=reason,
    )


@transactional
def note_lost(provider: str, key: uuid.UUID | None) -> bool:
    """Note that the bank sent a refund back after the provider had made it; return whether that is news.

    A person has to look for another way. Locks the order.
    """
    refund = Refund.objects.filter(key=key, payment__provider=provider).first()
    if refund is None:
        return False
    order = lock_order(refund.order_id)
    lost = {"state": Refund.State.FAILED, "last_error": "It came back from the bank."}
    news = Refund.objects.filter(pk=refund.pk).exclude(state=Refund.State.FAILED).update(**lost)
    if news:
        logger.error("Refund %s of order %s came back from the bank", refund.pk, order.number)
        order_touched(order.pk)
    return bool(news)


def _mine(refund: Refund) -> QuerySet[Refund]:
    """Select the refund, unless the lease ran out meanwhile and a later attempt has it."""
    return Refund.objects.filter(pk=refund.pk, state=Refund.State.WAITING, attempts=refund.attempts)


def _was_told(refund: Refund) -> bool:
    """Whether the shopper heard of it when the money came: too late for the order."""
    return refund.payment.events.filter(outcome="late").exists()
