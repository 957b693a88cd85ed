"""The merchant's desk for what is sold. Whatever has a history is archived, never deleted."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Count, QuerySet
from django.forms import BaseModelForm, ModelChoiceField
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shop import money
from shop.catalogue import publishing, variant_desk  # noqa: F401  registers the variants
from shop.catalogue.filters import WithinCategory
from shop.catalogue.forms import CategoryForm, VariantForm, VariantFormSet
from shop.catalogue.keeping import KeepsHistory
from shop.catalogue.models import Category, Product, ScheduledPrice, Variant
from shop.catalogue.picture_desk import PictureInline
from shop.catalogue.price_desk import ChangesPrices
from shop.catalogue.search.indexing import index
from shop.operations.admin_tables import EditedInTheList


@admin.register(Category)
class CategoryAdmin(EditedInTheList, KeepsHistory):
    """The tree, as paths."""

    form = CategoryForm
    list_display = ["__str__", "position", "product_count"]
    list_editable = ["position"]
    search_fields = ["name", "path"]
    autocomplete_fields = ["parent"]
    prepopulated_fields = {"slug": ["name"]}
    ordering = ["path"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Category]:
        """Count each category's own products along."""
        return super().get_queryset(request).select_related("parent").annotate(own=Count("products"))

    def save_model(self, request: HttpRequest, obj: Category, form: BaseModelForm, change: bool) -> None:
        """Save, and finish the edit where products are found by what changed."""
        super().save_model(request, obj, form, change)
        if change and {"name", "parent"} & set(form.changed_data):
            publishing.finish_category_edit(obj)

    @admin.display(description=_("products"), ordering="own")
    def product_count(self, category: Category) -> int:
        """Return how many products are right in it."""
        return category.own


class VariantInline(admin.StackedInline):
    """The variants of a product. One that was ever sold is archived: deleting it is refused."""

    model = Variant
    form = VariantForm
    formset = VariantFormSet
    extra = 0
    min_num = 1
    fields = [
        ("sku", "barcode", "options"), ("price", "compare_at_price", "tax_class"),
        ("hold_seconds", "weight_grams", "position", "archived"),
    ]  # fmt: skip


@admin.register(Product)
class ProductAdmin(ChangesPrices, KeepsHistory):
    """Products with their variants and pictures."""

    list_display = ["title", "brand", "category", "state", "price", "created_at"]
    list_filter = [
        "state",
        WithinCategory,
        "on_sale",
        ("default_variant", admin.EmptyFieldListFilter),
        "created_at",
    ]
    list_select_related = ["category", "default_variant"]
    search_fields = ["title", "brand", "variants__sku"]
    autocomplete_fields = ["category"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [VariantInline, PictureInline]
    actions = ["publish", "archive", "restore", "change_prices"]
    fields = ["title", "slug", "brand", "category", "description", "state", "default_variant", "scheduled"]
    readonly_fields = ["scheduled"]
    show_full_result_count = False

    def view_on_site(self, product: Product) -> str | None:
        """Return where shoppers see it, if they do."""
        seen = product.state == Product.State.PUBLISHED and product.default_variant_id
        return product.get_absolute_url() if seen else None

    @admin.display(description=_("price"), ordering="default_variant__price")
    def price(self, product: Product) -> str:
        """Return the default variant's price; a dash says that lists leave the product out."""
        return str(product.default_variant.price) if product.default_variant else "–"

    @admin.action(description=_("Publish the selected products"), permissions=["change"])
    def publish(self, request: HttpRequest, products: QuerySet[Product]) -> None:
        """Put products on the shelf."""
        moved = publishing.publish(products)
        said = ngettext("%(n)s product was published.", "%(n)s products were published.", moved)
        self.tell(request, moved, said)

    @admin.action(description=_("Archive the selected products"), permissions=["change"])
    def archive(self, request: HttpRequest, products: QuerySet[Product]) -> None:
        """Take products off the shelf for good."""
        moved = publishing.archive(products)
        self.tell(
            request, moved, ngettext("%(n)s product was archived.", "%(n)s products were archived.", moved)
        )

    @admin.action(description=_("Restore the selected products as drafts"), permissions=["change"])
    def restore(self, request: HttpRequest, products: QuerySet[Product]) -> None:
        """Take products out of the archive."""
        moved = publishing.restore(products)
        self.tell(
            request, moved, ngettext("%(n)s product was restored.", "%(n)s products were restored.", moved)
        )

    @admin.display(description=_("scheduled prices"))
    def scheduled(self, product: Product) -> str:
        """List what is planned or on for each variant, each leading to where it is planned."""
        live = ScheduledPrice.objects.filter(variant__product=product).exclude(
            state=ScheduledPrice.State.OVER
        )
        lines = [
            (_page_of(each.variant), each.variant, _spelled(each)) for each in live.select_related("variant")
        ]
        lines = lines or [(_page_of(each), each, _("plan one")) for each in product.variants.all()]
        return format_html_join("", '<div><a href="{}">{}</a>: {}</div>', lines)

    def priced(self, rows: QuerySet[Product]) -> QuerySet[Variant]:
        """Return what the products are offered as."""
        return Variant.objects.filter(product__in=rows.order_by().values("pk"), archived=False)

    def get_form(
        self, request: HttpRequest, obj: Product | None = None, **kwargs: Any
    ) -> type[BaseModelForm]:
        """Say at the state what to do instead of deleting."""
        words = _("What has a history is archived and never deleted: it can be restored.")
        return super().get_form(request, obj, help_texts={"state": words}, **kwargs)

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField:
        """Offer as default variant only what is a variant of this product."""
        if db_field.name == "default_variant":
            product = request.resolver_match.kwargs.get("object_id")
            kwargs["queryset"] = Variant.objects.filter(product=product, archived=False)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Product, form: BaseModelForm, change: bool) -> None:
        """Save, and let a changed address lead to the new one."""
        super().save_model(request, obj, form, change)
        if change and "slug" in form.changed_data:
            publishing.keep_address(obj, form.initial["slug"])

    def delete_model(self, request: HttpRequest, obj: Product) -> None:
        """Delete, and let search forget it."""
        deleted = obj.pk
        super().delete_model(request, obj)
        index([deleted])

    def save_related(self, request: HttpRequest, form: BaseModelForm, formsets: list, change: bool) -> None:
        """Save variants and pictures, and finish the edit."""
        super().save_related(request, form, formsets, change)
        publishing.finish_edit(form.instance)


def _page_of(variant: Variant) -> str:
    return reverse("admin:catalogue_variant_change", args=[variant.pk])


def _spelled(schedule: ScheduledPrice) -> str:
    times = (schedule.starts_at, schedule.ends_at)
    starts, ends = (date_format(localtime(time), "SHORT_DATETIME_FORMAT") if time else "" for time in times)
    return f"{money.shown(schedule.price)}, {starts} – {ends} ({schedule.get_state_display()})"
