"""Answering a return at the desk."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shop.orders.desk import page
from shop.orders.desk.decision import DecisionForm
from shop.orders.desk.entering import REFUND, needs
from shop.orders.desk.steps import attempt
from shop.orders.models import Order
from shop.orders.returns import accept, decline


@needs(REFUND)
@require_POST
def decide_view(request: HttpRequest, order: Order) -> HttpResponse:
    """Accept or decline the return that the form names by its key."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return page.render(request, order, deciding=form, status=422)
    asked = get_object_or_404(order.returns, key=form.cleaned_data["key"])
    terms = {"note": form.cleaned_data["note"], "actor": request.user}
    if form.cleaned_data["decision"] == "decline":
        return attempt(request, order, partial(decline, asked, **terms), _("The return was declined."))
    taking = partial(accept, asked, restock=form.cleaned_data["restock"], **terms)
    return attempt(request, order, taking, _("The return was accepted, and the refund is on its way."))
