"""Which products are like which, as the last finished build found."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
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
    megabytes = models.PositiveIntegerField(_("megabytes at most"), null=True)  # of its whole process
    failure = models.CharField(_("failure"), max_length=500, blank=True)
    model = models.BinaryField(null=True, editable=False)  # see vectors.Model
    read_to = models.DateTimeField(null=True, editable=False)  # what changed before that is in it
    changes = models.PositiveIntegerField(_("changes since"), default=0, editable=False)
    alive_at = models.DateTimeField(db_default=Now(), editable=False)
    began_at = models.DateTimeField(_("began"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        verbose_name = _("build of recommendations")
        verbose_name_plural = _("builds of recommendations")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["current"], condition=Q(current=True), name="one_build_serves"),
            models.UniqueConstraint(fields=["state"], condition=Q(state="running"), name="one_build_runs"),
        ]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M} {self.state}"


class Neighbour(models.Model):
    """A product that is like another one: the nearer, the smaller its rank, from 0 on.

    There are dozens for each product, so nothing is kept that serving does not need: the constraint's index
    finds a shelf, and a product that is deleted while it is written does no harm, since it is not listed.
    Nor does a build that is gone, which serves nothing: to look it up takes longer than to write a row.
    """

    build = models.ForeignKey(Build, models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    product = models.ForeignKey(
        Product, models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    other = models.ForeignKey(Product, models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    score = models.FloatField()  # the cosine of their texts, from 0 to 1
    rank = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "build", "rank"], name="neighbour_by_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} → {self.other_id}"


class Vector(models.Model):
    """What a build knows of a product: enough to find its neighbours again without reading all texts.

    The product may be gone: then this is how it is known that others have lost a neighbour.
    """

    build = models.ForeignKey(Build, models.CASCADE, related_name="+", db_index=False)
    product = models.BigIntegerField()
    terms = models.BinaryField()  # int32, ascending: places in the build's vocabulary
    weights = models.BinaryField()  # float32, one for each term; of length one together
    bar = models.FloatField()  # the cosine of the last candidate: who is below changes nothing here
    maker = models.BigIntegerField()
    family = models.BigIntegerField()
    digest = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["build", "product"], name="one_vector_each")]

    def __str__(self) -> str:
        return f"{self.product} in {self.build_id}"


class Popularity(models.Model):
    """How many units of a product were ordered lately; one that was not has no row."""

    product = models.OneToOneField(Product, models.CASCADE, primary_key=True, related_name="popularity")
    units = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.product_id}: {self.units}"
