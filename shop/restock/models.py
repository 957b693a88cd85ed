"""Who wants to know when something is back in stock."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.catalogue.models import Variant


class SignUp(models.Model):
    """An address that waits for a variant. It is gone once its unit is, or it asked for no more."""

    class State(models.TextChoices):
        ASKED = "asked", _("To be confirmed")
        WAITING = "waiting", _("Waiting")
        TOLD = "told", _("Told")

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="+", verbose_name=_("variant"))
    email = models.EmailField(_("e-mail address"))  # in lower case
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    told_at = models.DateTimeField(_("told"), null=True, blank=True)

    class Meta:
        verbose_name = _("back-in-stock sign-up")
        verbose_name_plural = _("back-in-stock sign-ups")
        ordering = ["confirmed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["variant", "email"], name="sign_up_once_per_address"),
        ]
        indexes = [
            models.Index(fields=["variant", "state", "confirmed_at"], name="sign_up_queue"),
            models.Index(fields=["email"], name="sign_up_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.variant_id}"
