"""Prices that come at their time, and go."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop.catalogue.models.variant import Variant


class ScheduledPrice(models.Model):
    """What a variant costs from one time to another, or from a time on where none is said for its end.

    It is the variant's own price that is set and put back, by the database's clock: `price_before` and
    `compare_before` keep what it goes back to. Those of a variant do not overlap.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        RUNNING = "running", _("On now")
        OVER = "over", _("Over")

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="scheduled_prices")
    price = models.DecimalField(
        _("price"),
        max_digits=12,
        decimal_places=2,
        validators=[MinValueValidator(0)],
        help_text=_("With tax."),
    )
    compare_at_price = models.DecimalField(
        _("compare-at price"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Empty: the price before, or none where the price stays."),
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), null=True, blank=True, help_text=_("Empty: it stays."))
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.PLANNED, editable=False)
    price_before = models.DecimalField(max_digits=12, decimal_places=2, null=True, editable=False)
    compare_before = models.DecimalField(max_digits=12, decimal_places=2, null=True, editable=False)

    class Meta:
        verbose_name = _("scheduled price")
        verbose_name_plural = _("scheduled prices")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="scheduled_price_ends_later"
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="scheduled_price_not_negative"),
        ]
        indexes = [
            models.Index(fields=["starts_at"], condition=Q(state="planned"), name="scheduled_price_planned"),
            models.Index(fields=["ends_at"], condition=Q(state="running"), name="scheduled_price_running"),
        ]

    def __str__(self) -> str:
        return f"{self.price}, {self.starts_at:%Y-%m-%d %H:%M}"
