"""The steps of an order's life."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.orders.models.order import Order


class Transition(models.Model):
    """One step in an order's life: from which state to which, by whom, when. Append-only."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="transitions")
    origin = models.CharField(_("from"), max_length=20, choices=Order.State, blank=True)
    target = models.CharField(_("to"), max_length=20, choices=Order.State)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.origin} → {self.target}"
