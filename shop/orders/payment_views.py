"""The way to a provider's page, and back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shop.http import HtmxRequest
from shop.inventory.locking import Busy
from shop.orders.access import visible_order
from shop.orders.models import Order
from shop.orders.paying import NothingToPay, begin, catch_up
from shop.orders.payment_choice import waits_for_money
from shop.orders.refusals import refusal
from shop.payments.choosing import offered
from shop.payments.providers import ProviderAway, ProviderRefused


@require_POST
def pay(request: HtmxRequest, number: str) -> HttpResponse:
    """Pay an order that waits for its money, by the way that was chosen or another one."""
    shown = visible_order(request, number)
    code = request.POST.get("payment", shown.payment)
    if code not in offered():
        messages.error(request, _("That way to pay is not on offer. Please choose another one."))
        return redirect(shown)
    return send_to_pay(request, shown, code)


def send_to_pay(request: HtmxRequest, order: Order, code: str = "") -> HttpResponse:
    """Send the shopper to the provider's page; to the order's own where that cannot be."""
    try:
        return redirect(begin(order, code or order.payment))
    except NothingToPay:
        pass  # paid in another tab: its page says so
    except (ProviderAway, ProviderRefused):
        text = _("The payment page cannot be reached at the moment. Your order is kept: please try again.")
        messages.error(request, text)
    except Busy as error:
        messages.error(request, refusal(error).text)
    return redirect(order)


@never_cache
@require_safe
def back(request: HtmxRequest, number: str) -> HttpResponse:
    """Welcome the shopper back from the provider's page, perhaps before the provider has told us anything."""
    if known := Order.objects.filter(number=number).first():
        catch_up(known)
    try:
        shown = visible_order(request, number)
        return redirect(shown if waits_for_money(shown) else f"{shown.get_absolute_url()}?placed")
    except Http404:  # the bank's app has opened another browser, which does not know the order
        messages.success(request, _("Thank you. Your order is in your mail: open it by the link there."))
        return redirect("find_order")
