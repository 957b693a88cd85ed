"""A change of many prices at once: previewed, then made; its lines are the record of what it did."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shop.catalogue.models.variant import Variant


class PriceChange(models.Model):
    """What was asked for. While it is a draft, `revision` counts how often its lines were worked out."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Previewed")
        DONE = "done", _("Made")

    class Ending(models.TextChoices):
        EXACT = "", _("to the cent")
        NINETY_NINE = "0.99", _("to the nearest .99")
        WHOLE = "0.00", _("to the nearest .00")

    class Compare(models.TextChoices):
        KEEP = "keep", _("stays as it is")
        PRESENT = "present", _("becomes the present price")
        CLEAR = "clear", _("is removed")

    # Empty where the prices go back to what they were before another change.
    step = models.CharField(_("change"), max_length=20, blank=True)
    ending = models.CharField(_("rounding"), max_length=4, choices=Ending, blank=True)
    compare = models.CharField(_("compare-at price"), max_length=7, choices=Compare, default=Compare.KEEP)
    state = models.CharField(_("state"), max_length=5, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("previewed"), db_default=Now())
    done_at = models.DateTimeField(_("made"), null=True)

    class Meta:
        verbose_name = _("price change")
        verbose_name_plural = _("price changes")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.step or str(_("Put back"))


class PriceChangeLine(models.Model):
    """One variant's price before and after. Without `price_after` there is none that could be."""

    class Remark(models.IntegerChoices):
        """What a merchant should know; the greater, the more."""

        UNCHANGED = 0, _("unchanged")
        FINE = 1, _("with a new price")
        NOT_SHOWN = 2, _("the compare-at price will not show: it is not above the price")
        FREE = 3, _("costs nothing")
        MEANWHILE = 4, _("was changed meanwhile")
        TOO_LARGE = 5, _("left as it is: too large")
        BELOW_ZERO = 6, _("left as it is: below zero")

    LEFT_ALONE = (Remark.UNCHANGED, Remark.TOO_LARGE, Remark.BELOW_ZERO)

    change = models.ForeignKey(PriceChange, models.CASCADE, related_name="lines")
    variant = models.ForeignKey(Variant, models.CASCADE, related_name="price_changes")
    price_before = models.DecimalField(max_digits=12, decimal_places=2)
    compare_before = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    price_after = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    compare_after = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    remark = models.PositiveSmallIntegerField(choices=Remark, default=Remark.FINE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "variant"], name="price_change_once_per_variant")
        ]

    def __str__(self) -> str:
        return f"{self.variant_id}: {self.price_before} → {self.price_after}"
