"""A shopper's return: asked for on the order's page, and withdrawn there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shop.http import HtmxRequest
from shop.inventory.locking import Busy
from shop.orders.access import visible_order
from shop.orders.models import ReturnRequest
from shop.orders.refusals import refusal
from shop.orders.return_form import ReturnForm
from shop.orders.returns import NotReturnable, ask, returnable, withdraw
from shop.orders.transitions import NotAllowed
from shop.orders.views import show_order


@require_POST
def ask_view(request: HtmxRequest, number: str) -> HttpResponse:
    """Ask to send units back."""
    order = visible_order(request, number)
    form = ReturnForm(returnable(order), request.POST)
    if not form.is_valid() and form.lines:
        return show_order(request, order, returning=form, status=422)
    try:
        ask(order, form.wanted(), key=form.cleaned_data.get("key"))
        messages.success(request, _("We have got your request and will answer it soon."))
    except NotReturnable:
        messages.error(request, _("That cannot be sent back any more."))
    except Busy as error:
        messages.error(request, refusal(error).text)
    return redirect(order)


@require_POST
def withdraw_view(request: HtmxRequest, number: str) -> HttpResponse:
    """Take the request back."""
    order = visible_order(request, number)
    asked = order.returns.filter(state=ReturnRequest.State.OPEN).first()
    try:
        if asked:
            withdraw(asked, actor=request.user if request.user.is_authenticated else None)
        messages.success(request, _("Your request was taken back."))
    except NotAllowed:
        messages.error(request, _("Your request was answered meanwhile."))
    except Busy as error:
        messages.error(request, refusal(error).text)
    return redirect(order)
