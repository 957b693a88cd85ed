"""What the shop sells: a tree of categories, products, their variants and pictures."""

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

WEEK = 7 * 24 * 60 * 60


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


class ProductQuerySet(models.QuerySet["Product"]):
    """Products as shoppers may see them."""

    def published(self) -> Self:
        """Leave out drafts and what was archived."""
        return self.filter(state=Product.State.PUBLISHED)

    def within(self, category: Category) -> Self:
        """Keep the products of the category and of every category below it."""
        below = Q(path__startswith=f"{category.path}/")
        return self.filter(category__in=Category.objects.order_by().filter(Q(pk=category.pk) | below))


class Product(models.Model):
    """What a shopper looks at; what is bought is one of its variants."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        ARCHIVED = "archived", _("Archived")

    title = models.CharField(_("title"), max_length=255)
    slug = models.SlugField(_("slug"), max_length=280, unique=True)
    brand = models.CharField(_("brand"), max_length=120, blank=True, db_index=True)
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
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", field]) for field in ("category", "title", "id")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the product's page."""
        return reverse("product", args=[self.slug])


class FormerSlug(models.Model):
    """An address that a product had before. It leads to the one it has now."""

    slug = models.SlugField(_("slug"), max_length=280, unique=True)
    product = models.ForeignKey(Product, models.CASCADE, related_name="former_slugs")

    def __str__(self) -> str:
        return self.slug


class Variant(models.Model):
    """One thing that can be bought: a product in a size, a colour, a pack."""

    class TaxClass(models.TextChoices):
        STANDARD = "standard", _("Standard")
        REDUCED = "reduced", _("Reduced")
        ZERO = "zero", _("Zero")

    product = models.ForeignKey(Product, models.CASCADE, related_name="variants")
    sku = models.CharField(_("SKU"), max_length=64, unique=True)
    options = models.JSONField(_("options"), default=dict, blank=True, help_text=_('As in {"Size": "M"}.'))
    price = models.DecimalField(
        _("price"),
        max_digits=12,
        decimal_places=2,
        validators=[MinValueValidator(0)],
        help_text=_("With tax."),
    )
    compare_at_price = models.DecimalField(
        _("compare-at price"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("What it cost before; shown struck through when it is above the price."),
    )
    hold_seconds = models.PositiveIntegerField(
        _("hold seconds"),
        default=900,
        validators=[MaxValueValidator(WEEK)],
        help_text=_("How long a cart keeps its units; 0 claims them with the order."),
    )
    weight_grams = models.PositiveIntegerField(_("weight in grams"), default=0)
    tax_class = models.CharField(_("tax class"), max_length=10, choices=TaxClass, default=TaxClass.STANDARD)
    barcode = models.CharField(_("barcode"), max_length=32, blank=True)
    archived = models.BooleanField(_("archived"), default=False)
    position = models.PositiveIntegerField(_("position"), default=0)
    version = models.PositiveBigIntegerField(editable=False, default=0)

    class Meta:
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=Q(price__gte=0), name="variant_price_not_negative")]
        indexes = [models.Index(fields=["price"])]

    def __str__(self) -> str:
        return f"{self.sku} {self.label}".strip()

    def save(self, *args: object, **kwargs: object) -> None:
        """Save, and count a version on, since whatever changed may show on open pages."""
        self.version = F("version") + 1 if self.pk else 0
        super().save(*args, **kwargs)
        self.refresh_from_db(fields=["version"])

    @property
    def label(self) -> str:
        """The options as a shopper reads them: "Ink, Large"; empty for a product's only variant.

        Sorted by their names, since PostgreSQL does not keep the order of JSON's keys.
        """
        return ", ".join(str(self.options[name]) for name in sorted(self.options))

    @property
    def purchasable(self) -> bool:
        """Whether it may be put in a cart, stock apart."""
        return not self.archived and self.product.state == Product.State.PUBLISHED

    @property
    def on_sale(self) -> bool:
        """Whether it costs less than before."""
        return self.compare_at_price is not None and self.compare_at_price > self.price


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


def tax_rate(tax_class: str) -> int:
    """Return the percentage of tax that prices of this class contain."""
    return settings.TAX_RATES[tax_class]
