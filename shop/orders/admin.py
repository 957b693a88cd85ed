"""Orders in the admin: what was bought is a record; what moves is the state, step by step."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shop.inventory.locking import Busy
from shop.orders.models import Order, OrderLine, Transition
from shop.orders.transitions import NotAllowed, advance


class Record(admin.TabularInline):
    """Rows that are shown and never edited."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody adds rows here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes rows here."""
        return False


class OrderLineInline(Record):
    """What was bought."""

    model = OrderLine
    fields = ["sku", "title", "options", "unit_price", "quantity", "tax_rate"]


class TransitionInline(Record):
    """Every step, by whom and when."""

    model = Transition
    fields = ["at", "origin", "target", "actor", "note"]


@admin.register(Order)
class OrderAdmin(admin.ModelAdmin):
    """Every order, newest first."""

    list_display = ["number", "placed_at", "name", "total", "currency", "payment", "state"]
    list_filter = ["state", "payment", "delivery", "placed_at"]
    search_fields = ["number", "email", "name", "lines__sku"]
    date_hierarchy = "placed_at"
    ordering = ["-pk"]
    inlines = [OrderLineInline, TransitionInline]
    actions = ["mark_paid", "mark_shipped", "mark_delivered", "cancel"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Orders are placed in the shop."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Order | None = None) -> bool:
        """What was bought stays as it was; the state moves by the actions."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Order | None = None) -> bool:
        """Orders are kept."""
        return False

    def has_fulfil_permission(self, request: HttpRequest) -> bool:
        """Whether this member of staff may move orders on."""
        return request.user.has_perm("orders.change_order")

    @admin.action(description=_("Mark as paid"), permissions=["fulfil"])
    def mark_paid(self, request: HttpRequest, orders: QuerySet[Order]) -> None:
        """The money has come in."""
        self._move(request, orders, Order.State.PAID)

    @admin.action(description=_("Mark as shipped"), permissions=["fulfil"])
    def mark_shipped(self, request: HttpRequest, orders: QuerySet[Order]) -> None:
        """The parcel is on its way."""
        self._move(request, orders, Order.State.SHIPPED)

    @admin.action(description=_("Mark as delivered"), permissions=["fulfil"])
    def mark_delivered(self, request: HttpRequest, orders: QuerySet[Order]) -> None:
        """The parcel has arrived."""
        self._move(request, orders, Order.State.DELIVERED)

    @admin.action(description=_("Cancel and give the units back"), permissions=["fulfil"])
    def cancel(self, request: HttpRequest, orders: QuerySet[Order]) -> None:
        """The order will not be fulfilled."""
        self._move(request, orders, Order.State.CANCELLED)

    def _move(self, request: HttpRequest, orders: QuerySet[Order], target: str) -> None:
        moved = 0
        for order in orders:
            try:
                advance(order, target, actor=request.user)
                moved += 1
            except NotAllowed as error:
                self.message_user(request, str(error), messages.WARNING)
            except Busy:
                text = _("%(number)s was busy: please try again.") % {"number": order.number}
                self.message_user(request, text, messages.WARNING)
        text = ngettext("%(count)s order moved on.", "%(count)s orders moved on.", moved) % {"count": moved}
        self.message_user(request, text, messages.SUCCESS if moved else messages.INFO)
