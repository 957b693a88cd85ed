"""The outbox: mail is a row first, written with what caused it, and sent afterwards."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Mail(models.Model):
    """One mail, whole. It is claimed by a conditional update, so that one worker at a time sends it."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Sending")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    kind = models.CharField(_("kind"), max_length=60)
    to = models.EmailField(_("to"))
    reply_to = models.EmailField(_("answers go to"), blank=True)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    message_id = models.CharField(_("Message-ID"), max_length=200, unique=True)
    unsubscribe = models.CharField(_("unsubscribing"), max_length=1000, blank=True, editable=False)
    secret = models.BooleanField(_("secret"), default=False, help_text=_("Its text is wiped once sent."))
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.WAITING)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mail")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                name="mail_waiting", fields=["next_try_at"], condition=Q(status__in=["waiting", "sending"])
            ),
            models.Index(name="mail_by_recipient", fields=["to", "created_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"


class MailPreferences(models.Model):
    """What a shopper wants mail about, beyond what an order needs. No row: nothing."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_preferences")
    holds = models.BooleanField(
        _("Write to me when a hold in my cart is about to run out"),
        default=False,
        help_text=_("Once for each hold of ten minutes or more, a few minutes before its end."),
    )
    language = models.CharField(_("language"), max_length=10, editable=False)

    class Meta:
        verbose_name = _("mail preferences")
        verbose_name_plural = _("mail preferences")

    def __str__(self) -> str:
        return f"mail preferences of {self.user_id}"
