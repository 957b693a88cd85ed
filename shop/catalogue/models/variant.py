"""What is bought: a product in a size, a colour, a pack."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop.catalogue.models.product import Product

WEEK = 7 * 24 * 60 * 60
LONGEST_OPTION = 100
USUAL_HOLD = 900
# What is held, and for less than is usual.
DROP = Q(hold_seconds__range=(1, USUAL_HOLD - 1))


class Variant(models.Model):
    """One thing that can be bought: a product in a size, a colour, a pack."""

    class TaxClass(models.TextChoices):
        STANDARD = "standard", _("Standard")
        REDUCED = "reduced", _("Reduced")
        ZERO = "zero", _("Zero")

    product = models.ForeignKey(Product, models.CASCADE, related_name="variants")
    sku = models.CharField(_("SKU"), max_length=64, unique=True)
    options = models.JSONField(_("options"), default=dict, blank=True, help_text=_('As in {"Size": "M"}.'))
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
        help_text=_("What it cost before; shown struck through when it is above the price."),
    )
    hold_seconds = models.PositiveIntegerField(
        _("hold seconds"),
        default=USUAL_HOLD,
        validators=[MaxValueValidator(WEEK)],
        help_text=_("How long a cart keeps its units; 0 claims them with the order."),
    )
    weight_grams = models.PositiveIntegerField(_("weight in grams"), default=0)
    tax_class = models.CharField(_("tax class"), max_length=10, choices=TaxClass, default=TaxClass.STANDARD)
    barcode = models.CharField(_("barcode"), max_length=32, blank=True)
    archived = models.BooleanField(_("archived"), default=False)
    position = models.PositiveIntegerField(_("position"), default=0)
    version = models.PositiveBigIntegerField(editable=False, default=0)

    class Meta:
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=Q(price__gte=0), name="variant_price_not_negative")]
        indexes = [models.Index(fields=["hold_seconds"], condition=DROP, name="drops_by_hold")]

    def __str__(self) -> str:
        return f"{self.sku} {self.label}".strip()

    def save(self, *args: object, **kwargs: object) -> None:
        """Save, and count a version on, since whatever changed may show on open pages."""
        self.version = F("version") + 1 if self.pk else 0
        super().save(*args, **kwargs)
        self.refresh_from_db(fields=["version"])

    @property
    def label(self) -> str:
        """The options as a shopper reads them: "Ink, Large"; empty for a product's only variant.

        Sorted by their names, since PostgreSQL does not keep the order of JSON's keys.
        """
        return ", ".join(str(self.options[name]) for name in sorted(self.options))

    @property
    def purchasable(self) -> bool:
        """Whether it may be put in a cart, stock apart."""
        return not self.archived and self.product.state == Product.State.PUBLISHED

    @property
    def on_sale(self) -> bool:
        """Whether it costs less than before."""
        return self.compare_at_price is not None and self.compare_at_price > self.price


def tax_rate(tax_class: str) -> int:
    """Return the percentage of tax that prices of this class contain."""
    return settings.TAX_RATES[tax_class]
