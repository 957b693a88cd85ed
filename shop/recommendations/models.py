"""Which products are like which, as the last finished build found."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.catalogue.models import Product


class Build(models.Model):
    """One reading of the whole catalogue, and what later changes of single products are measured by.

    Shelves are served by the one that is current; a failed build leaves the one before in its place.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("Running")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RUNNING)
    current = models.BooleanField(_("serving"), default=False)
    done = models.PositiveIntegerField(_("products done"), default=0)
    total = models.PositiveIntegerField(_("products"), default=0)
    failure = models.CharField(_("failure"), max_length=500, blank=True)
    model = models.BinaryField(null=True, editable=False)  # vocabulary and weights, compressed
    began_at = models.DateTimeField(_("began"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        verbose_name = _("build of recommendations")
        verbose_name_plural = _("builds of recommendations")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["current"], condition=Q(current=True), name="one_build_serves"),
        ]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M} {self.state}"


class Neighbour(models.Model):
    """A product that is like another one: the nearer, the smaller its rank, from 0 on."""

    build = models.ForeignKey(Build, models.CASCADE, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, related_name="+")
    other = models.ForeignKey(Product, models.CASCADE, related_name="+")
    score = models.FloatField()  # the cosine of their texts, from 0 to 1
    rank = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["build", "product", "rank"], name="neighbour_by_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} → {self.other_id}"
