"""Pictures of products."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.catalogue.models.product import Product


class Picture(models.Model):
    """A picture of a product. Its size is kept, so that a page never shifts while it loads."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="pictures")
    file = models.FileField(_("file"), upload_to="products/", max_length=300)
    alt = models.CharField(_("text for who cannot see it"), max_length=200, blank=True)
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.alt or self.file.name
