"""What a merchant looks for among orders."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from shop.orders.models import Order, Refund, ReturnRequest, Shipment
from shop.orders.shipping import TO_SHIP

State = Order.State

SENT = Exists(Shipment.objects.filter(order=OuterRef("pk")))
RETURN_OPEN = Exists(ReturnRequest.objects.filter(order=OuterRef("pk"), state=ReturnRequest.State.OPEN))
REFUND_FAILED = Exists(Refund.objects.filter(order=OuterRef("pk"), state=Refund.State.FAILED))

TASKS: dict[str, tuple[str, Q | Exists]] = {
    "ship": (_("To ship"), TO_SHIP),
    "rest": (_("Partly shipped"), TO_SHIP & Q(SENT)),
    "pay": (_("Awaiting payment"), Q(state=State.AWAITING_PAYMENT)),
    "arrive": (_("On its way"), Q(state=State.SHIPPED)),
    "return": (_("Return asked for"), RETURN_OPEN),
    "refund": (_("Refund failed"), REFUND_FAILED),
}


class ToDo(admin.SimpleListFilter):
    """The orders that wait for something."""

    title = _("what is to be done")
    parameter_name = "todo"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Name the tasks."""
        return [(code, label) for code, (label, _which) in TASKS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Order]) -> QuerySet[Order]:
        """Keep the orders with that task."""
        return queryset.filter(TASKS[self.value()][1]) if self.value() in TASKS else queryset
