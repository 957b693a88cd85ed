"""Codes that take something off, and the orders that used them."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from shop.orders.models.order import Order


class Discount(models.Model):
    """A code and what it takes off the goods: a percentage, or an amount in the shop's currency."""

    code = models.CharField(
        _("code"),
        max_length=30,
        unique=True,
        validators=[RegexValidator(r"^[\w-]+\Z", _("Letters, digits, hyphens and underscores only."))],
        help_text=_("Shoppers may type it in upper or lower case."),
    )
    percent = models.DecimalField(
        _("per cent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    minimum = models.DecimalField(
        _("minimum"),
        max_digits=12,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
        help_text=_("Value of the goods, before discount."),
    )
    starts_at = models.DateTimeField(_("from"), null=True, blank=True)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    total_limit = models.PositiveIntegerField(
        _("uses"), null=True, blank=True, help_text=_("By all together. Empty: as often as anybody likes.")
    )
    customer_limit = models.PositiveIntegerField(
        _("uses by one customer"),
        null=True,
        blank=True,
        help_text=_("Told apart by account and e-mail address."),
    )
    active = models.BooleanField(_("active"), default=True)
    used = models.PositiveIntegerField(_("used"), default=0, editable=False)

    class Meta:
        verbose_name = _("discount code")
        verbose_name_plural = _("discount codes")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(Upper("code"), name="discount_code_whatever_its_case"),
            models.CheckConstraint(
                condition=Q(percent=None, amount__isnull=False, amount__gt=0)
                | Q(amount=None, percent__isnull=False, percent__gt=0, percent__lte=100),
                name="discount_by_percent_or_amount",
                violation_error_message=_("Say either how many per cent it takes off, or how much."),
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="discount_ends_later",
                violation_error_message=_("It ends before it has started."),
            ),
            models.CheckConstraint(
                condition=Q(total_limit=None) | Q(used__lte=F("total_limit")),
                name="discount_within_its_limit",
                violation_error_message=_("It was used more often than that already."),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class DiscountUse(models.Model):
    """An order that used a code up by one. Cancelling the order deletes it, and gives the use back."""

    discount = models.ForeignKey(Discount, models.CASCADE, related_name="uses")
    order = models.OneToOneField(Order, models.CASCADE, related_name="discount_use")

    class Meta:
        verbose_name = _("use of a discount code")
        verbose_name_plural = _("uses of discount codes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.discount_id} by {self.order_id}"
