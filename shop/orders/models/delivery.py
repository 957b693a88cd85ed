"""How orders may travel, where to, and for how much."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.orders.models.tariff import TariffRow


class Zone(TariffRow):
    """Countries that cost the same. One without any stands for all that no other zone names."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    countries = models.JSONField(
        _("countries"), default=list, blank=True, help_text=_("None: all that no other zone has.")
    )

    class Meta:
        verbose_name = _("delivery zone")
        verbose_name_plural = _("delivery zones")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class DeliveryMethod(TariffRow):
    """A way to deliver, as shoppers choose it. Where it goes is where it has a rate."""

    class Measure(models.TextChoices):
        WEIGHT = "weight", _("Weight, in grams")
        VALUE = "value", _("Value of the goods, after discount")

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=60)
    promise = models.CharField(
        _("promise"), max_length=100, blank=True, help_text=_("As in: 2 to 4 working days.")
    )
    measure = models.CharField(_("rates go by"), max_length=6, choices=Measure, default=Measure.WEIGHT)
    active = models.BooleanField(_("active"), default=True)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("delivery method")
        verbose_name_plural = _("delivery methods")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class DeliveryRate(TariffRow):
    """What a method costs in a zone, up to a bound. Amounts are in the shop's currency, with tax.

    A rate begins where the one before it ends: bands can neither overlap nor leave a gap. What is beyond the
    last bound does not go that way.
    """

    method = models.ForeignKey(DeliveryMethod, models.CASCADE, related_name="rates")
    zone = models.ForeignKey(Zone, models.CASCADE, related_name="rates")
    up_to = models.DecimalField(
        _("up to"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Itself included. Empty: whatever it is."),
    )
    price = models.DecimalField(
        _("price"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0)]
    )
    free_from = models.DecimalField(
        _("free from"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Value of the goods, after discount. Empty: never."),
    )

    class Meta:
        verbose_name = _("rate")
        verbose_name_plural = _("rates")
        ordering = ["zone", models.F("up_to").asc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint(fields=["method", "zone", "up_to"], name="delivery_rate_once_per_bound"),
            models.UniqueConstraint(
                fields=["method", "zone"], condition=Q(up_to=None), name="delivery_rate_without_bound_once"
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="delivery_rate_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.price}, {self.zone}"
