"""Parcels: which units of an order went out together, and how they can be followed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.orders.models.order import Order, OrderLine


class Shipment(models.Model):
    """A parcel of an order. An order is shipped once its parcels hold all of it.

    `key` makes sending it happen once.
    """

    order = models.ForeignKey(Order, models.PROTECT, related_name="shipments")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    carrier = models.CharField(_("carrier"), max_length=40, blank=True)
    tracking_number = models.CharField(_("tracking number"), max_length=60, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("shipped"), auto_now_add=True)

    class Meta:
        verbose_name = _("shipment")
        verbose_name_plural = _("shipments")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.carrier} {self.tracking_number}".strip() or f"shipment {self.pk}"


class ShipmentLine(models.Model):
    """Units of an order line in a parcel."""

    shipment = models.ForeignKey(Shipment, models.CASCADE, related_name="lines")
    line = models.ForeignKey(OrderLine, models.PROTECT, related_name="shipped")
    quantity = models.PositiveIntegerField(_("quantity"))

    class Meta:
        verbose_name = _("shipped line")
        verbose_name_plural = _("shipped lines")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["shipment", "line"], name="shipment_line_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="shipment_line_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of line {self.line_id}"
