"""By what the merchant narrows the lists of products and of variants."""

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from shop.catalogue.models import Category, Product


class WithinCategory(admin.SimpleListFilter):
    """What is in a top category or anywhere below it."""

    title = _("category")
    parameter_name = "within"
    product = "pk"  # the way from a row to its product

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[int, str]]:
        """Offer the tree's top row."""
        return list(Category.objects.filter(parent=None).values_list("pk", "name"))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep what is in the chosen one."""
        category = Category.objects.filter(pk=self.value()).first() if str(self.value()).isdecimal() else None
        if category is None:
            return queryset
        return queryset.filter(
            **{f"{self.product}__in": Product.objects.within(category).order_by().values("pk")}
        )


class VariantWithinCategory(WithinCategory):
    """The same for variants."""

    product = "product"


class VariantOnSale(admin.SimpleListFilter):
    """Variants that cost less than before."""

    title = _("on sale")
    parameter_name = "sale"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Offer both."""
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the chosen ones."""
        if self.value() not in ("yes", "no"):
            return queryset
        reduced = {"compare_at_price__gt": F("price")}
        return queryset.filter(**reduced) if self.value() == "yes" else queryset.exclude(**reduced)
