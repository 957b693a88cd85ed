"""The tax that prices contain, by country and class."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.catalogue.models import Variant
from shop.orders.models.tariff import TariffRow


class TaxRate(TariffRow):
    """A percentage for a country and a class of goods, from a day on (in the shop's time zone) or always."""

    country = models.CharField(_("country"), max_length=2)
    tax_class = models.CharField(
        _("tax class"),
        max_length=10,
        choices=Variant.TaxClass,
        default=Variant.TaxClass.STANDARD,
        help_text=_("Delivery is of the standard class."),
    )
    percent = models.DecimalField(
        _("per cent"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True, help_text=_("Empty: always."))

    class Meta:
        verbose_name = _("tax rate")
        verbose_name_plural = _("tax rates")
        ordering = ["country", "tax_class", models.F("valid_from").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "tax_class", "valid_from"], name="tax_rate_once_per_day"
            ),
            models.UniqueConstraint(
                fields=["country", "tax_class"], condition=Q(valid_from=None), name="tax_rate_always_once"
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0) & Q(percent__lte=100), name="tax_rate_is_a_percentage"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.percent} %"
