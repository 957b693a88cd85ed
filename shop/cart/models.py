"""A shopper's cart. It is found by its own token, since the session's key changes at login."""

import secrets
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from shop.catalogue.models import Variant
from shop.inventory.models import Reservation


def new_token() -> str:
    """Return a token that cannot be guessed."""
    return secrets.token_urlsafe(24)


class CartQuerySet(models.QuerySet["Cart"]):
    """Carts, with what their counters show."""

    def counted(self) -> Self:
        """Give each cart its `units`: how many are in it."""
        return self.annotate(units=Coalesce(Sum("lines__quantity"), 0))


class Cart(models.Model):
    """What one shopper means to buy. `placement_key` makes placing it happen once; a new one follows.

    A visitor's cart that was `joined` to the account's is empty from then on, and leads there.
    """

    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="carts"
    )
    joined = models.ForeignKey("self", models.CASCADE, null=True, related_name="+", editable=False)
    placement_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    address = models.GenericIPAddressField(_("address"), null=True, blank=True, db_index=True)
    discount_code = models.CharField(_("discount code"), max_length=30, blank=True)
    version = models.PositiveBigIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = CartQuerySet.as_manager()

    class Meta:
        verbose_name = _("cart")
        verbose_name_plural = _("carts")

    def __str__(self) -> str:
        return f"cart {self.pk}"


class CartLine(models.Model):
    """Some units of a variant in a cart, and the claim on them (none when claimed with the order)."""

    cart = models.ForeignKey(Cart, models.CASCADE, related_name="lines")
    variant = models.ForeignKey(Variant, models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField(_("quantity"))
    reservation = models.OneToOneField(
        Reservation, models.PROTECT, null=True, blank=True, related_name="cart_line", editable=False
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("cart line")
        verbose_name_plural = _("cart lines")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["cart", "variant"], name="cart_line_once_per_variant"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="cart_line_wants_something"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant_id}"


class HoldReminder(models.Model):
    """A hold whose shopper was told that it runs out. Once for each, however often it is renewed."""

    reservation = models.OneToOneField(Reservation, models.CASCADE, related_name="reminder")
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("hold reminder")
        verbose_name_plural = _("hold reminders")

    def __str__(self) -> str:
        return f"reminder of {self.reservation_id}"
