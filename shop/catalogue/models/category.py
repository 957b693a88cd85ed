"""The tree that products stand in."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Category(models.Model):
    """A node of the category tree. `path` holds the slugs from the root, and is its address."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(_("path"), max_length=600, unique=True, editable=False)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.path.replace("/", " › ")

    def save(self, *args: object, **kwargs: object) -> None:
        """Save, keeping `path` true here and below."""
        before, self.path = self.path, f"{self.parent.path}/{self.slug}" if self.parent else self.slug
        super().save(*args, **kwargs)
        if before and before != self.path:
            for child in self.children.all():
                child.save()

    def get_absolute_url(self) -> str:
        """Return the address of the category's product list."""
        return f"{reverse('product_list')}?category={self.path}"
