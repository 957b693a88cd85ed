"""Lists of what happened to orders: each row leads to its order's page, where it is worked on."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from shop import money
from shop.orders.desk.entering import page_of, pk_in
from shop.orders.models import Invoice, Refund, ReturnRequest


class Record(admin.ModelAdmin):
    """Rows of orders, which nobody edits in a list."""

    list_select_related = ["order"]
    search_fields = ["order__number", "order__email", "order__name"]
    ordering = ["-pk"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """It comes to be on its order's page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It stays as it was."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It is kept."""
        return False

    def change_view(self, request: HttpRequest, object_id: str, *_args: Any, **_more: Any) -> HttpResponse:
        """Lead to the order, whose page asks who may see it."""
        return redirect(page_of(get_object_or_404(self.get_queryset(request), pk=pk_in(object_id)).order))

    @admin.display(description=_("shopper"), ordering="order__name")
    def shopper(self, row: Any) -> str:
        """Return whose order it is."""
        return row.order.name


@admin.register(ReturnRequest)
class ReturnRequestAdmin(Record):
    """What shoppers send back."""

    list_display = ["order", "shopper", "state", "created_at", "decided_at", "actor"]
    list_select_related = ["order", "actor"]
    list_filter = ["state", "lines__reason", "created_at"]


@admin.register(Refund)
class RefundAdmin(Record):
    """Money that goes back, and what keeps it from going."""

    list_display = ["order", "shopper", "given", "state", "created_at", "done_at", "last_error"]
    list_filter = ["state", "created_at"]

    @admin.display(description=_("amount"), ordering="amount")
    def given(self, refund: Refund) -> str:
        """Return the amount with its currency."""
        return money.shown(refund.amount)


@admin.register(Invoice)
class InvoiceAdmin(Record):
    """Invoices by number, for the books."""

    list_display = ["number", "order", "shopper", "total", "issued_at"]
    list_filter = ["year"]
    ordering = ["-year", "-sequence"]

    @admin.display(description=_("total"))
    def total(self, invoice: Invoice) -> str:
        """Return what it is about."""
        return money.shown(invoice.order.total)
