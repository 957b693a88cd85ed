"""What signed-in shoppers mean to come back to. A visitor's list is in the session: see lists.py."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.catalogue.models import Product


class WishlistItem(models.Model):
    """A product on a shopper's wishlist."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="wishlist_items", db_index=False
    )
    product = models.ForeignKey(Product, models.CASCADE, related_name="+")
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("wishlist item")
        verbose_name_plural = _("wishlist items")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "product"], name="wishlist_product_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.product_id}"
