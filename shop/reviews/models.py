"""What buyers say of products, and what it comes to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.catalogue.models import Product
from shop.orders.models import OrderLine

STARS = range(1, 6)


class Review(models.Model):
    """What a buyer says of a product they received. It rests on the order line that they bought it by.

    `email` is the order's, in lower case: who buys as a guest reviews a product once, too. It is empty for
    an order whose shopper was forgotten. `author` is the order's shopper, or who was signed in when a guest's
    order was reviewed.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("To be looked at")
        PUBLISHED = "published", _("Published")
        HIDDEN = "hidden", _("Hidden")

    product = models.ForeignKey(Product, models.CASCADE, related_name="reviews", verbose_name=_("product"))
    line = models.OneToOneField(OrderLine, models.PROTECT, related_name="review", editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reviews",
        editable=False,
    )
    email = models.EmailField(_("e-mail address"), blank=True, editable=False)
    name = models.CharField(_("shown name"), max_length=60)
    stars = models.PositiveSmallIntegerField(_("stars"))
    title = models.CharField(_("title"), max_length=120, blank=True)
    text = models.TextField(_("review"), max_length=5000, blank=True)
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(_("state"), max_length=10, choices=State)
    helpful = models.PositiveIntegerField(_("found helpful by"), default=0, editable=False)
    answer = models.TextField(_("the merchant's answer"), max_length=5000, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    written_at = models.DateTimeField(_("written"), auto_now_add=True)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(stars__range=(1, 5)), name="review_one_to_five_stars"),
            models.UniqueConstraint(fields=["product", "author"], name="review_once_per_author"),
            models.UniqueConstraint(
                fields=["product", "email"], condition=~Q(email=""), name="review_once_per_address"
            ),
        ]
        indexes = [
            models.Index(fields=["product", "state", "-id"], name="review_newest"),
            models.Index(fields=["product", "state", "-helpful", "-id"], name="review_most_helpful"),
            models.Index(fields=["product", "state", "stars", "-id"], name="review_by_stars"),
        ]

    def __str__(self) -> str:
        return f"{self.stars} ★ {self.title or self.name}"


class ReviewPhoto(models.Model):
    """A picture that came with a review, made anew by the shop so that nothing but the picture is in it."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="photos")
    file = models.FileField(_("file"), upload_to="reviews/", max_length=300)
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file.name


class HelpfulVote(models.Model):
    """A shopper who found a review helpful."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="votes")
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "voter"], name="vote_once")]

    def __str__(self) -> str:
        return f"{self.voter_id}: {self.review_id}"


class Report(models.Model):
    """Somebody holds that a review should not stand. Settled once the merchant has looked at it."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("who reports")
    )
    reason = models.CharField(_("reason"), max_length=500)
    settled = models.BooleanField(_("settled"), default=False)
    reported_at = models.DateTimeField(_("reported"), auto_now_add=True)

    class Meta:
        verbose_name = _("report of a review")
        verbose_name_plural = _("reports of reviews")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["review", "reporter"], name="report_once")]

    def __str__(self) -> str:
        return self.reason


class Rating(models.Model):
    """How many published reviews give a product how many stars. Its row is the lock of them all.

    `Product.rating`, `rating_count` and `rating_rank` say what it comes to, for lists.
    """

    product = models.OneToOneField(Product, models.CASCADE, primary_key=True, related_name="+")
    ones = models.PositiveIntegerField(default=0)
    twos = models.PositiveIntegerField(default=0)
    threes = models.PositiveIntegerField(default=0)
    fours = models.PositiveIntegerField(default=0)
    fives = models.PositiveIntegerField(default=0)
    version = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.product_id}: {self.ones} {self.twos} {self.threes} {self.fours} {self.fives}"


class Invitation(models.Model):
    """An order whose buyer was asked, once, what they think of what came."""

    order = models.OneToOneField("orders.Order", models.CASCADE, primary_key=True, related_name="+")
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.order_id}"


class NoInvitation(models.Model):
    """An address that asked not to be asked. It is in lower case."""

    email = models.EmailField(_("e-mail address"), primary_key=True)
    left_at = models.DateTimeField(_("left"), auto_now_add=True)

    def __str__(self) -> str:
        return self.email
