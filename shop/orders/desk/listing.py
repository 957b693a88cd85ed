"""The list of orders, and what is done to many of them at once."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shop import money
from shop.orders.cancelling import cancel
from shop.orders.desk import page, printing, refunding, returning, steps
from shop.orders.desk.entering import FULFIL, REFUND, pk_in
from shop.orders.desk.filters import RETURN_OPEN, SENT, ToDo
from shop.orders.desk.refusals import REFUSALS, refusal
from shop.orders.models import Order
from shop.orders.shipping import deliver, ship

Verb = Callable[[Order], object]

VIEWS = {
    "ship": steps.ship_view,
    "deliver": steps.deliver_view,
    "paid": steps.paid_view,
    "cancel": steps.cancel_view,
    "return": returning.decide_view,
    "invoice": printing.invoice_view,
    "slip": printing.slip_view,
    "refund": refunding.refund_view,
    "refund_all": refunding.refund_all_view,
}


class OrderAdmin(admin.ModelAdmin):
    """Every order, newest first. What was bought is a record; what moves on has its own forms."""

    list_display = ["number", "progress", "name", "amount", "payment", "placed_at"]
    list_filter = [ToDo, "state", "payment", "delivery", "placed_at"]
    search_fields = ["number", "email", "name", "lines__sku", "shipments__tracking_number"]
    date_hierarchy = "placed_at"
    ordering = ["-pk"]
    actions = ["mark_shipped", "mark_delivered", "mark_paid", "cancel"]
    show_full_result_count = False

    class Media:
        css = {"all": ["desk/orders.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Order]:
        """Read along what the list shows of parcels and returns."""
        return super().get_queryset(request).annotate(sent=SENT, return_open=RETURN_OPEN)

    def get_urls(self) -> list[URLPattern]:
        """Add what can be done on an order's page."""
        own = [path(f"<int:pk>/{name}/", view, name=f"orders_order_{name}") for name, view in VIEWS.items()]
        slip = path("<int:pk>/slip/<int:parcel>/", printing.slip_view, name="orders_order_parcel")
        return [*own, slip, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *_args: Any, **_more: Any) -> HttpResponse:
        """Show the order's page."""
        return page.show(request, pk=pk_in(object_id))

    @admin.display(description=_("total"), ordering="total")
    def amount(self, order: Order) -> str:
        """Return the total with its currency."""
        return money.shown(order.total)

    @admin.display(description=_("state"), ordering="state")
    def progress(self, order: Order) -> str:
        """Say how far the order is, and whether somebody waits for an answer."""
        partly = order.sent and order.state in (Order.State.AWAITING_PAYMENT, Order.State.PAID)
        state = "partly_shipped" if partly else order.state
        label = _("Partly shipped") if partly else order.get_state_display()
        asked = format_html(' <span class="desk-flag">{}</span>', _("return")) if order.return_open else ""
        return format_html('<span class="desk-state" data-state="{}">{}</span>{}', state, label, asked)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Orders are placed in the shop."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Order | None = None) -> bool:
        """What was bought stays as it was."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Order | None = None) -> bool:
        """Orders are kept."""
        return False

    def has_fulfil_permission(self, request: HttpRequest) -> bool:
        """Whether this member of staff may send orders out."""
        return request.user.has_perm(FULFIL)

    def has_cancel_permission(self, request: HttpRequest) -> bool:
        """Whether this member of staff may take orders back, and what was paid for them."""
        return request.user.has_perms([FULFIL, REFUND])

    @admin.action(description=_("Mark as shipped"), permissions=["fulfil"])
    def mark_shipped(self, request: HttpRequest, orders: QuerySet[Order]) -> None:
        """All that is left of each is on its way."""
        self._each(request, orders, lambda order: ship(order, actor=request.user, key=uuid.uuid4()))

    @admin.action(description=_("Mark as delivered"), permissions=["fulfil"])
    def mark_delivered(self, request: HttpRequest, orders: QuerySet[Order]) -> None:
        """The parcels have arrived."""
        self._each(request, orders, partial(deliver, actor=request.user))

    @admin.action(description=_("Mark as paid"), permissions=["fulfil"])
    def mark_paid(self, request: HttpRequest, orders: QuerySet[Order]) -> None:
        """The money has come in."""
        self._each(request, orders, partial(steps.take_money, actor=request.user))

    @admin.action(description=_("Cancel and give the units back"), permissions=["cancel"])
    def cancel(self, request: HttpRequest, orders: QuerySet[Order]) -> None:
        """The orders will not be fulfilled; what was paid goes back."""
        self._each(request, orders, partial(cancel, actor=request.user))

    def _each(self, request: HttpRequest, orders: QuerySet[Order], verb: Verb) -> None:
        """Do it to each order in a transaction of its own, and say which it was not done to."""
        moved = 0
        for order in orders:
            try:
                verb(order)
                moved += 1
            except REFUSALS as refused:
                self.message_user(request, refusal(order, refused), messages.WARNING)
        text = ngettext("%(count)s order moved on.", "%(count)s orders moved on.", moved) % {"count": moved}
        self.message_user(request, text, messages.SUCCESS if moved else messages.INFO)
