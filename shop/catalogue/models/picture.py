"""Pictures of products, and what was made of each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.catalogue.models.product import Product


class Picture(models.Model):
    """A picture of a product. Its size is kept, so that a page never shifts while it loads.

    `file` is the master that every browser can show; smaller and lighter renditions lie beside it.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("Being made smaller")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Could not be made smaller")

    product = models.ForeignKey(Product, models.CASCADE, related_name="pictures")
    variant = models.ForeignKey(
        "Variant",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("variant"),
        help_text=_("Whoever chooses it sees this picture first."),
    )
    file = models.FileField(_("file"), upload_to="products/", max_length=300)
    alt = models.CharField(_("text for who cannot see it"), max_length=200, blank=True)
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))
    position = models.PositiveIntegerField(_("position"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING, editable=False)
    failure = models.CharField(_("failure"), max_length=300, blank=True, editable=False)
    widths = models.JSONField(default=list, editable=False)  # of the renditions, in pixels, ascending
    colour = models.CharField(max_length=7, blank=True, editable=False)  # #rrggbb, shown while it loads
    claimed_until = models.DateTimeField(null=True, editable=False)  # by whoever makes the renditions

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["position", "pk"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(state="pending"), name="picture_waiting"),
        ]

    def __str__(self) -> str:
        return self.alt or self.file.name
