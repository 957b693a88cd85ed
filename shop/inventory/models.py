"""Stock: what is left, what came and went by hand, and who claims what."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shop.catalogue.models import Variant


def moves_something(delta: int) -> None:
    """Refuse an entry of 0 units."""
    if delta == 0:
        raise ValidationError(_("Enter how many units came in, or with a minus went out."))


class Stock(models.Model):
    """The one hot row of a variant. `available` counts the units nobody holds and nobody bought.

    Never written but through the verbs of this area, which hold its row lock. `version` grows with
    every change of `available`.
    """

    variant = models.OneToOneField(Variant, models.CASCADE, primary_key=True, related_name="stock")
    available = models.IntegerField(_("available"), default=0)
    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("stock")
        verbose_name_plural = _("stock")
        constraints = [models.CheckConstraint(condition=Q(available__gte=0), name="stock_never_below_zero")]

    def __str__(self) -> str:
        return f"{self.variant_id}: {self.available}"


class StockEntry(models.Model):
    """A line of the append-only ledger of what came in and went out by hand."""

    class Reason(models.TextChoices):
        RECEIVED = "received", _("Received")
        CORRECTED = "corrected", _("Corrected")
        RETURNED = "returned", _("Returned")
        DAMAGED = "damaged", _("Damaged")

    variant = models.ForeignKey(Variant, models.PROTECT, related_name="stock_entries")
    delta = models.IntegerField(
        _("change"),
        validators=[moves_something],
        help_text=_("Units that came in, or with a minus went out."),
    )
    reason = models.CharField(_("reason"), max_length=10, choices=Reason, default=Reason.RECEIVED)
    note = models.CharField(_("note"), max_length=200, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("stock entry")
        verbose_name_plural = _("stock entries")
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=~Q(delta=0), name="stock_entry_moves_something")]

    def __str__(self) -> str:
        return f"{self.variant_id}: {self.delta:+d} {self.reason}"


class Reservation(models.Model):
    """A claim on units: held → sold, held → released, or sold → released. Never deleted.

    `claimant` says in words of the claiming area who asked; inventory does not read it.
    """

    class State(models.TextChoices):
        HELD = "held", _("Held")
        SOLD = "sold", _("Sold")
        RELEASED = "released", _("Released")

    variant = models.ForeignKey(Variant, models.PROTECT, related_name="reservations")
    quantity = models.PositiveIntegerField(_("quantity"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.HELD)
    # What has a default in the database is told by its insert: both are expressions of its clock.
    expires_at = models.DateTimeField(_("expires"), help_text=_("By the database's clock."), db_default=Now())
    held_since = models.DateTimeField(_("held since"), db_default=Now())
    claimant = models.CharField(_("claimant"), max_length=80, db_index=True)

    class Meta:
        verbose_name = _("reservation")
        verbose_name_plural = _("reservations")
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1), name="reservation_claims_something")
        ]
        indexes = [
            models.Index(
                fields=["variant", "expires_at"], condition=Q(state="held"), name="reservation_held"
            ),
            models.Index(fields=["expires_at"], condition=Q(state="held"), name="reservation_expiring"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.variant_id}, {self.state}"


class StockChange(models.Model):
    """Units that come or go for many variants at once: previewed, then entered into the ledger."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Previewed")
        DONE = "done", _("Made")

    # Empty where a change before is taken back.
    step = models.CharField(_("change"), max_length=20, blank=True)
    reason = models.CharField(
        _("reason"), max_length=10, choices=StockEntry.Reason, default=StockEntry.Reason.RECEIVED
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=5, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("previewed"), db_default=Now())
    done_at = models.DateTimeField(_("made"), null=True)

    class Meta:
        verbose_name = _("stock change")
        verbose_name_plural = _("stock changes")
        ordering = ["-pk"]

    def __str__(self) -> str:
        step = self.step or _("Taken back")
        return f"{step}, {self.get_reason_display()}"


class StockChangeLine(models.Model):
    """What was left of one variant when that was last looked at, and what there is to be."""

    class Remark(models.IntegerChoices):
        """What a merchant should know; the greater, the more."""

        UNCHANGED = 0, _("unchanged")
        FINE = 1, _("with a new count")
        MEANWHILE = 2, _("was changed meanwhile")
        TOO_MANY = 3, _("left as it is: too many")
        BELOW_ZERO = 4, _("left as it is: fewer are left")

    LEFT_ALONE = (Remark.UNCHANGED, Remark.TOO_MANY, Remark.BELOW_ZERO)

    change = models.ForeignKey(StockChange, models.CASCADE, related_name="lines")
    variant = models.ForeignKey(Variant, models.CASCADE, related_name="stock_changes")
    left_before = models.IntegerField()
    left_after = models.BigIntegerField()
    remark = models.PositiveSmallIntegerField(choices=Remark, default=Remark.FINE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "variant"], name="stock_change_once_per_variant")
        ]

    def __str__(self) -> str:
        return f"{self.variant_id}: {self.left_before} → {self.left_after}"


class LowStock(models.Model):
    """A variant that ran low, and of which the merchant was told. Gone once it is well stocked again."""

    variant = models.OneToOneField(Variant, models.CASCADE, related_name="low_stock")
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("low stock")
        verbose_name_plural = _("low stock")

    def __str__(self) -> str:
        return f"{self.variant_id} ran low"
