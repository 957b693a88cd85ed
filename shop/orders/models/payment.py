"""What was asked for an order, what came in, and which events of the provider said so."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.orders.models.order import Order


class Payment(models.Model):
    """One try to pay an order: a session at the provider, opened with `key`. `amount` is in `currency`.

    The amount is what was asked, and once money came in, what came in. STRAY money does not pay the order (it
    came twice, too late, or was not what was asked) and goes back.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CAPTURED = "captured", _("Captured")
        DECLINED = "declined", _("Declined")
        EXPIRED = "expired", _("Expired")
        STRAY = "stray", _("Not accepted")

    order = models.ForeignKey(Order, models.PROTECT, related_name="payments")
    provider = models.CharField(_("provider"), max_length=10, choices=Order.Payment)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    session = models.CharField(_("session"), max_length=255, blank=True, editable=False)
    reference = models.CharField(_("reference"), max_length=255, blank=True, editable=False)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    captured_at = models.DateTimeField(_("captured"), null=True, blank=True)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "session"], condition=~Q(session=""), name="payment_once_per_session"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency} by {self.provider}"


class SettledEvent(models.Model):
    """An event of a provider that `settle` took in; it takes each in once. Append-only."""

    provider = models.CharField(max_length=10)
    event_id = models.CharField(max_length=255)
    kind = models.CharField(max_length=60)
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, related_name="events")
    outcome = models.CharField(max_length=20)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("settled event")
        verbose_name_plural = _("settled events")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "event_id"], name="event_settled_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event_id}"
