"""Invoices: one for each order, numbered without a gap within a year."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.orders.models.order import Order


class InvoiceCounter(models.Model):
    """The last number that was given in a year. Its row is locked before the next one is."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Invoice(models.Model):
    """An order's invoice: its number, and from when on it stands."""

    order = models.OneToOneField(Order, models.PROTECT, related_name="invoice")
    year = models.PositiveSmallIntegerField(_("year"))
    sequence = models.PositiveIntegerField(_("number in its year"))
    issued_at = models.DateTimeField(_("issued"), auto_now_add=True)

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["year", "sequence"], name="invoice_number_once"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """A number such as 2026-000042."""
        return f"{self.year}-{self.sequence:06}"
