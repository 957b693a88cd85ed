"""The merchant's desk for variants across products."""

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shop.catalogue import publishing
from shop.catalogue.filters import VariantOnSale, VariantWithinCategory
from shop.catalogue.forms import VariantForm
from shop.catalogue.keeping import KeepsHistory
from shop.catalogue.models import Variant
from shop.catalogue.price_desk import ChangesPrices
from shop.catalogue.schedule_desk import ScheduledPriceInline


@admin.register(Variant)
class VariantAdmin(ChangesPrices, KeepsHistory):
    """Variants across products, to find one by its SKU; new ones are made on their product's page."""

    form = VariantForm
    list_display = ["sku", "product", "label", "price", "compare_at_price", "hold_seconds", "archived"]
    list_filter = [VariantWithinCategory, VariantOnSale, "archived", "tax_class"]
    list_select_related = ["product"]
    search_fields = ["sku", "barcode", "product__title", "product__brand"]
    readonly_fields = ["product"]
    inlines = [ScheduledPriceInline]
    actions = ["change_prices", "archive", "restore"]
    show_full_result_count = False

    @admin.action(description=_("Archive the selected variants"), permissions=["change"])
    def archive(self, request: HttpRequest, variants: QuerySet[Variant]) -> None:
        """Stop offering variants."""
        moved = publishing.set_archived(variants, True)
        self.tell(
            request, moved, ngettext("%(n)s variant was archived.", "%(n)s variants were archived.", moved)
        )

    @admin.action(description=_("Restore the selected variants"), permissions=["change"])
    def restore(self, request: HttpRequest, variants: QuerySet[Variant]) -> None:
        """Offer variants again."""
        moved = publishing.set_archived(variants, False)
        self.tell(
            request, moved, ngettext("%(n)s variant was restored.", "%(n)s variants were restored.", moved)
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A variant begins on its product's page."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Variant | None = None) -> bool:
        """A variant ends on its product's page, archived or, without a history, deleted."""
        return False

    def save_model(self, request: HttpRequest, obj: Variant, form: BaseModelForm, change: bool) -> None:
        """Save, and finish the edit of its product."""
        super().save_model(request, obj, form, change)
        publishing.finish_edit(obj.product)
