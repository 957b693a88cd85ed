"""What a shopper looks at, and the addresses it had."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.catalogue.models.category import Category

# Verbs keep the default variant among those that are offered; `manage.py audit_listing` proves it.
LISTED = Q(state="published", default_variant__isnull=False)
DERIVED = frozenset({"lowest_price", "on_sale", "stock_band", "rating", "rating_count", "rating_rank"})


class ProductQuerySet(models.QuerySet["Product"]):
    """Products as shoppers may see them."""

    def published(self) -> Self:
        """Leave out drafts and what was archived."""
        return self.filter(state=Product.State.PUBLISHED)

    def listed(self) -> Self:
        """Keep what lists may show: published, with a variant for the card. Indexes hold just these."""
        return self.filter(LISTED)

    def within(self, category: Category) -> Self:
        """Keep the products of the category and of every category below it."""
        return self.filter(category__in=category.branch())

    def touch(self) -> int:
        """Note that the catalogue now says something else of them, for who keeps a copy of their pages."""
        return self.update(changed_at=Now())


class StockBand(models.IntegerChoices):
    """How much is left of what a product comes as, at most: what nobody holds and nobody bought."""

    NONE = 0, _("None left")
    FEW = 1, _("Few left")
    PLENTY = 2, _("In stock")


class Product(models.Model):
    """What a shopper looks at; what is bought is one of its variants."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        ARCHIVED = "archived", _("Archived")

    title = models.CharField(_("title"), max_length=255)
    slug = models.SlugField(_("slug"), max_length=280, unique=True)
    brand = models.CharField(_("brand"), max_length=120, blank=True)
    category = models.ForeignKey(Category, models.PROTECT, related_name="products")
    description = models.TextField(_("description"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PUBLISHED)
    default_variant = models.OneToOneField(
        "Variant",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Whose price and stock the product's card shows."),
    )
    # What lists filter and sort by, so that they join nothing; `manage.py audit_listing` proves it true.
    lowest_price = models.DecimalField(max_digits=12, decimal_places=2, null=True, editable=False)
    on_sale = models.BooleanField(default=False, editable=False)
    stock_band = models.PositiveSmallIntegerField(choices=StockBand, default=StockBand.NONE, editable=False)
    rating = models.DecimalField(max_digits=3, decimal_places=2, null=True, editable=False)
    rating_count = models.PositiveIntegerField(default=0, editable=False)
    # What they are sorted by: one rating of five stars is not better than a hundred of which a few have four.
    rating_rank = models.FloatField(null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["-pk"]
        # Each ends with the key, which makes the order total, and can be read from both ends.
        indexes = [
            models.Index(fields=["id"], condition=LISTED, name="listed_newest"),
            models.Index(fields=["lowest_price", "id"], condition=LISTED, name="listed_by_price"),
            models.Index(fields=["title", "id"], condition=LISTED, name="listed_by_title"),
            models.Index(fields=["rating_rank", "id"], condition=LISTED, name="listed_by_rating"),
            models.Index(fields=["category", "id"], condition=LISTED, name="listed_in_category"),
            models.Index(fields=["brand", "id"], condition=LISTED, name="listed_of_brand"),
            models.Index(
                fields=["category", "brand", "lowest_price", "on_sale", "stock_band", "rating", "id"],
                condition=LISTED,
                name="listed_for_facets",
            ),
            models.Index(fields=["changed_at"], name="changed_last"),
            models.Index(fields=["id"], condition=Q(on_sale=True), name="on_sale_newest"),
            models.Index(fields=["id"], condition=Q(stock_band=StockBand.FEW), name="few_left_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, **options: Any) -> None:
        """Save what is said of the product. What is derived is left alone: the verbs that keep it write it,
        maybe while somebody edits the rest.
        """
        if not self._state.adding:
            said = [field.name for field in self._meta.concrete_fields if not field.primary_key]
            options.setdefault("update_fields", [name for name in said if name not in DERIVED])
        super().save(**options)

    def get_absolute_url(self) -> str:
        """Return the address of the product's page."""
        return reverse("product", args=[self.slug])


class FormerSlug(models.Model):
    """An address that a product had before. It leads to the one it has now."""

    slug = models.SlugField(_("slug"), max_length=280, unique=True)
    product = models.ForeignKey(Product, models.CASCADE, related_name="former_slugs")

    def __str__(self) -> str:
        return self.slug
