"""What a shopper wants to send back, and what the merchant made of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.orders.models.order import Order, OrderLine
from shop.orders.models.refund import Refund


class ReturnRequest(models.Model):
    """Units that a shopper asks to send back. An order has at most one that is open."""

    class State(models.TextChoices):
        OPEN = "open", _("Asked for")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    order = models.ForeignKey(Order, models.PROTECT, related_name="returns")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    note = models.CharField(_("note to the shopper"), max_length=500, blank=True)
    refund = models.OneToOneField(
        Refund, models.PROTECT, null=True, blank=True, related_name="return_request"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("return request")
        verbose_name_plural = _("return requests")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["order"], condition=Q(state="open"), name="return_open_once"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}, {self.get_state_display()}"


class ReturnLine(models.Model):
    """Units of an order line that are to come back, and why."""

    class Reason(models.TextChoices):
        UNWANTED = "unwanted", _("I do not want it after all")
        DAMAGED = "damaged", _("It came damaged")
        WRONG = "wrong", _("It is not what I ordered")
        OTHER = "other", _("Another reason")

    request = models.ForeignKey(ReturnRequest, models.CASCADE, related_name="lines")
    line = models.ForeignKey(OrderLine, models.PROTECT, related_name="returned")
    quantity = models.PositiveIntegerField(_("quantity"))
    reason = models.CharField(_("reason"), max_length=10, choices=Reason, default=Reason.UNWANTED)

    class Meta:
        verbose_name = _("line to return")
        verbose_name_plural = _("lines to return")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "line"], name="return_line_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="return_line_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of line {self.line_id}"
