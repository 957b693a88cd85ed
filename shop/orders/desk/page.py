"""One order at the desk: what was bought, what was sent and paid back, and what may be done next."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from shop.orders.access import signed_link
from shop.orders.cancelling import can_cancel
from shop.orders.desk.decision import DecisionForm
from shop.orders.desk.entering import FULFIL, REFUND, VIEW, needs
from shop.orders.desk.packing import PackingForm
from shop.orders.models import Invoice, Order, ReturnRequest
from shop.orders.payments import captured, given_back
from shop.orders.progress import moments, progress
from shop.orders.refunds import refundable
from shop.orders.shipping import may_ship
from shop.orders.transitions import ALLOWED
from shop.orders.units import LineUnits, units_of


@needs(VIEW)
def show(request: HttpRequest, order: Order) -> HttpResponse:
    """Show an order."""
    return render(request, order)


def render(
    request: HttpRequest,
    order: Order,
    *,
    packing: PackingForm | None = None,
    deciding: DecisionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with the order's page, where a form was refused with that form."""
    lines = units_of(order.lines.all())
    context = {
        **admin.site.each_context(request),
        "title": order.number,
        "opts": Order._meta,
        "order": order,
        "lines": lines,
        "progress": progress(order),
        "moments": moments(order)[::-1],
        "captured": captured(order),
        "given_back": given_back(order),
        "refundable": refundable(order),
        "link": signed_link(order),
        "invoice": Invoice.objects.filter(order=order).first(),
        "returns": order.returns.prefetch_related("lines__line"),
        "deciding": deciding or DecisionForm(),
        "packing": packing or PackingForm(lines),
        **_allowed(request, order, lines),
    }
    return TemplateResponse(request, "admin/orders/order.html", context, status=status)


def _allowed(request: HttpRequest, order: Order, lines: list[LineUnits]) -> dict[str, Any]:
    """Say which buttons there are; every view asks again."""
    fulfils, refunds = request.user.has_perm(FULFIL), request.user.has_perm(REFUND)
    following = ALLOWED[order.state]
    return {
        "may_ship": fulfils and may_ship(order) and any(units.to_ship for units in lines),
        "may_deliver": fulfils and Order.State.DELIVERED in following,
        "may_take_money": fulfils and order.state == Order.State.AWAITING_PAYMENT,
        "may_cancel": fulfils and can_cancel(order) and (refunds or not captured(order)),
        "may_refund": refunds and refundable(order) > 0,
        "may_decide": refunds and order.returns.filter(state=ReturnRequest.State.OPEN).exists(),
    }
