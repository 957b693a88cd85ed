"""The books of `demo`, the provider for trying out, kept apart from what the shop knows."""

import secrets
from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils import timezone


def new_session_id() -> str:
    """Return an id that cannot be guessed: whoever has it may pay."""
    return f"cs_demo_{secrets.token_urlsafe(24)}"


def new_message_id() -> str:
    """Return an id that no other message has."""
    return f"evt_demo_{secrets.token_hex(12)}"


class DemoSession(models.Model):
    """A payment that was asked for. `refunded` of it went back."""

    class State(models.TextChoices):
        OPEN = "open"
        PAID = "paid"
        DECLINED = "declined"
        EXPIRED = "expired"

    id = models.CharField(primary_key=True, max_length=60, default=new_session_id)
    key = models.UUIDField(unique=True)
    order = models.CharField(max_length=60)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    language = models.CharField(max_length=10)
    paid_url = models.CharField(max_length=500)
    back_url = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    refunded = models.DecimalField(max_digits=12, decimal_places=2, default=Decimal(0))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(refunded__lte=models.F("amount")), name="demo_refunds_what_it_took"
            )
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency} for {self.order}"


class DemoRefund(models.Model):
    """Money that went back."""

    key = models.UUIDField(unique=True)
    session = models.ForeignKey(DemoSession, models.PROTECT, related_name="refunds")
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    def __str__(self) -> str:
        return f"{self.amount} of {self.session_id}"


class DemoMessage(models.Model):
    """What the shop is to be told by its webhook, again until it answers."""

    id = models.CharField(primary_key=True, max_length=60, default=new_message_id)
    session = models.ForeignKey(DemoSession, models.CASCADE, related_name="messages")
    body = models.TextField()
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(delivered_at__isnull=True), name="demo_undelivered"
            )
        ]

    def __str__(self) -> str:
        return self.id
