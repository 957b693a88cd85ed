"""Buttons of an order's page at the desk: send out, arrived, paid, cancel."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shop.accounts.models import User
from shop.inventory.locking import transactional
from shop.orders.cancelling import cancel
from shop.orders.desk import page
from shop.orders.desk.entering import FULFIL, REFUND, needs, page_of
from shop.orders.desk.packing import PackingForm
from shop.orders.desk.refusals import REFUSALS, refusal
from shop.orders.locking import lock_order
from shop.orders.models import Order, Shipment
from shop.orders.payments import captured
from shop.orders.shipping import deliver, ship
from shop.orders.transitions import NotAllowed, advance
from shop.orders.units import units_of


@needs(FULFIL)
@require_POST
def ship_view(request: HttpRequest, order: Order) -> HttpResponse:
    """Send out what the form says."""
    form = PackingForm(units_of(order.lines.all()), request.POST)
    if not form.is_valid() and not form.was_sent():
        return page.render(request, order, packing=form, status=422)
    carrier, number = (form.cleaned_data.get(name, "") for name in ("carrier", "tracking_number"))

    def send() -> Shipment:
        key, actor = form.cleaned_data["key"], request.user
        return ship(order, form.units(), carrier=carrier, tracking_number=number, actor=actor, key=key)

    return attempt(request, order, send, _("The parcel is noted."))


@needs(FULFIL)
@require_POST
def deliver_view(request: HttpRequest, order: Order) -> HttpResponse:
    """Note that it has arrived."""
    return attempt(request, order, lambda: deliver(order, actor=request.user), _("It has arrived."))


@needs(FULFIL)
@require_POST
def paid_view(request: HttpRequest, order: Order) -> HttpResponse:
    """Note that its money was handed over."""
    return attempt(request, order, lambda: take_money(order, actor=request.user), _("It is paid."))


@needs(FULFIL)
@require_POST
def cancel_view(request: HttpRequest, order: Order) -> HttpResponse:
    """Cancel it; giving back what was paid asks for the right to refund."""
    if captured(order) and not request.user.has_perm(REFUND):
        raise PermissionDenied
    return attempt(request, order, lambda: cancel(order, actor=request.user), _("It was cancelled."))


@transactional
def take_money(order: Order, *, actor: User) -> Order:
    """Note by hand that an order is paid. Locks the order. Raises NotAllowed, or Busy."""
    order = lock_order(order.pk)
    if order.state != Order.State.AWAITING_PAYMENT:
        raise NotAllowed(f"{order.number} awaits no payment")
    return advance(order, Order.State.PAID, actor=actor)


def attempt(request: HttpRequest, order: Order, verb: Callable[[], object], done: str) -> HttpResponse:
    """Do it, say whether it was done, and lead back to the order's page."""
    try:
        verb()
    except REFUSALS as refused:
        messages.warning(request, refusal(order, refused))
    else:
        messages.success(request, done)
    return redirect(page_of(order))
