"""The tree that products stand in."""

from django.db import models, transaction
from django.db.models import Q
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

    @transaction.atomic
    def save(self, *args: object, **kwargs: object) -> None:
        """Save, keeping `path` true here and below, and letting the paths that were lead here."""
        before, self.path = self.path, f"{self.parent.path}/{self.slug}" if self.parent else self.slug
        super().save(*args, **kwargs)
        if before != self.path:
            FormerPath.objects.filter(path=self.path).delete()
        if before and before != self.path:
            FormerPath.objects.update_or_create(path=before, defaults={"category": self})
            for child in self.children.all():
                child.save()

    def get_absolute_url(self) -> str:
        """Return the address of the category's product list."""
        return f"{reverse('product_list')}?category={self.path}"

    def branch(self) -> models.QuerySet["Category"]:
        """Return the category and every category below it."""
        below = Q(path__startswith=f"{self.path}/")
        return Category.objects.order_by().filter(Q(pk=self.pk) | below)


class FormerPath(models.Model):
    """A path that a category had before. It leads to the one it has now."""

    path = models.CharField(_("path"), max_length=600, unique=True)
    category = models.ForeignKey(Category, models.CASCADE, related_name="former_paths")

    def __str__(self) -> str:
        return self.path
