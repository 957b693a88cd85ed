"""Stock in the admin: units come and go by ledger entries; `available` is never edited by hand."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import ngettext

from shop.inventory import stock_desk  # noqa: F401  registers the changes of many at once
from shop.inventory.locking import lock_stocks
from shop.inventory.models import Reservation, Stock, StockEntry
from shop.inventory.receiving import receive


class ReadOnly(admin.ModelAdmin):
    """Rows that only the shop's verbs may write."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds rows here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes rows here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes rows here."""
        return False


@admin.register(Stock)
class StockAdmin(ReadOnly):
    """What is left of each variant."""

    list_display = ["variant", "available"]
    search_fields = ["variant__sku", "variant__product__title"]
    ordering = ["available"]
    list_select_related = ["variant"]


@admin.register(Reservation)
class ReservationAdmin(ReadOnly):
    """Who claims what."""

    list_display = ["variant", "quantity", "state", "expires_at", "claimant"]
    list_filter = ["state"]
    search_fields = ["variant__sku", "claimant"]
    list_select_related = ["variant"]
    ordering = ["-pk"]


class StockEntryForm(forms.ModelForm):
    """An entry, refused in words when more would go out than is left."""

    def clean(self) -> dict[str, Any]:
        """Look under the stock's lock, which the admin's transaction keeps until the entry is made."""
        data = super().clean()
        if not self.errors and data["delta"] < 0:
            stock = lock_stocks([data["variant"].pk]).get(data["variant"].pk)
            left = stock.available if stock else 0
            if left + data["delta"] < 0:
                text = ngettext("Only %(left)s unit is left.", "Only %(left)s units are left.", left)
                raise ValidationError({"delta": text % {"left": left}})
        return data


@admin.register(StockEntry)
class StockEntryAdmin(admin.ModelAdmin):
    """The ledger: append-only, newest first."""

    form = StockEntryForm
    fields = ["variant", "delta", "reason", "note"]
    autocomplete_fields = ["variant"]
    list_display = ["at", "variant", "delta", "reason", "note", "actor"]
    list_filter = ["reason", "at"]
    search_fields = ["variant__sku", "variant__product__title", "note"]
    list_select_related = ["variant", "actor"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[StockEntry]:
        """Newest first."""
        return super().get_queryset(request).order_by("-pk")

    def save_model(self, request: HttpRequest, obj: StockEntry, form: StockEntryForm, change: bool) -> None:
        """Enter the units through the one door that moves the counter as well."""
        entry = receive(obj.variant_id, obj.delta, reason=obj.reason, note=obj.note, actor=request.user)
        obj.pk, obj.at, obj.actor = entry.pk, entry.at, entry.actor

    def has_change_permission(self, request: HttpRequest, obj: StockEntry | None = None) -> bool:
        """A wrong entry is corrected by another one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: StockEntry | None = None) -> bool:
        """The ledger forgets nothing."""
        return False
