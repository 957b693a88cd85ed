"""Checkout, the order's page, and the way back to a lost order."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shop.cart.current import current_cart
from shop.cart.models import Cart
from shop.http import HtmxRequest
from shop.inventory.locking import Busy
from shop.live.watching import watch
from shop.orders import recipients
from shop.orders.access import opened_by_link, remember, signed_link, visible_order
from shop.orders.cancelling import can_cancel as may_cancel
from shop.orders.cancelling import cancel as take_back
from shop.orders.forms import CheckoutForm, FindOrderForm
from shop.orders.invoices import issued
from shop.orders.mails import mail_link
from shop.orders.models import Order
from shop.orders.payment_choice import how_to_pay, waits_for_money
from shop.orders.payment_views import send_to_pay
from shop.orders.placement import EmptyCart, NotDelivered, QuoteChanged, place_order, placed_with
from shop.orders.progress import NEWS, progress
from shop.orders.reckoning import ask, with_code
from shop.orders.refusals import REFUSALS, refusal
from shop.orders.return_form import ReturnForm
from shop.orders.returns import returnable, until
from shop.orders.transitions import NotAllowed


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def checkout(request: HtmxRequest) -> HttpResponse:
    """Ask for what an order needs, and place it."""
    if request.method == "POST":
        return _place(request)
    cart = current_cart(request)
    return ask(request, cart, CheckoutForm(initial=recipients.known(request))) if cart else redirect("cart")


def _place(request: HtmxRequest) -> HttpResponse:
    form, cart = CheckoutForm(recipients.filled(request.POST, request.user)), current_cart(request)
    valid = form.is_valid()
    if order := _replayed(form, cart):
        return _open(request, order)
    if cart is None:
        return redirect("cart")
    if new_code := form.cleaned_data.get("code"):
        return with_code(request, cart, new_code, meant_to_place=valid)
    if not valid:
        return ask(request, cart, form, status=422)
    user = request.user if request.user.is_authenticated else None
    terms = {name: form.cleaned_data[name] for name in ("key", "quote", "payment")}
    try:
        order = place_order(cart, form.recipient(), form.cleaned_data["delivery"], user=user, **terms)
    except EmptyCart:
        return redirect("cart")
    except QuoteChanged:
        return ask(request, cart, form, status=409, changed=True)
    except REFUSALS as error:
        no = refusal(error)
        form.add_error("delivery" if isinstance(error, NotDelivered) else None, no.text)
        return ask(request, cart, form, status=no.status)
    recipients.keep(request, form)
    return _open(request, order)


def _replayed(form: CheckoutForm, cart: Cart | None) -> Order | None:
    """The order that this very form placed before. Its key is known to nobody but the form.

    While the cart still has the key, it was not placed.
    """
    key = form.cleaned_data.get("key")
    if key is None or (cart and cart.placement_key == key):
        return None
    return placed_with(key)


def _open(request: HtmxRequest, order: Order) -> HttpResponse:
    remember(request, order)
    if waits_for_money(order):
        return send_to_pay(request, order)
    return redirect(f"{order.get_absolute_url()}?placed")


@never_cache
@require_GET
def order(request: HtmxRequest, number: str) -> HttpResponse:
    """Show an order to whoever may see it. A signed link opens it for the session and leaves the address.

    Neither the link nor the number is told to where the shopper goes next.
    """
    if opened_by_link(request, number) and (found := Order.objects.filter(number=number).first()):
        remember(request, found)
        return _unreferred(redirect(found), "no-referrer")
    return show_order(request, visible_order(request, number))


def show_order(
    request: HtmxRequest, shown: Order, *, returning: ReturnForm | None = None, status: int = 200
) -> HttpResponse:
    """Answer with the page of an order that this request may see; a refused return as it was filled in."""
    watch(request, "order", {shown.pk: shown.version})
    context = {
        "order": shown,
        "lines": shown.lines.all(),
        "progress": progress(shown),
        "can_cancel": may_cancel(shown),
        "just_placed": "placed" in request.GET,
        "permalink": signed_link(shown),
        "pay": how_to_pay(shown),
        "invoice": issued(shown),
        "returning": returning or ReturnForm(returnable(shown)),
        "return_open": next((each for each in shown.returns.all() if each.state == each.State.OPEN), None),
        "return_until": until(shown),
    }
    # Our own forms must send where they come from: that is looked at against forgery.
    return _unreferred(render(request, "orders/order.html", context, status=status), "same-origin")


def _unreferred(response: HttpResponse, policy: str) -> HttpResponse:
    response["Referrer-Policy"] = policy
    return response


@require_POST
def cancel(request: HtmxRequest, number: str) -> HttpResponse:
    """Cancel an order that was not shipped."""
    shown = visible_order(request, number)
    try:
        take_back(shown, actor=request.user if request.user.is_authenticated else None)
        messages.success(request, NEWS[Order.State.CANCELLED])
    except NotAllowed:
        messages.error(request, _("This order cannot be cancelled any more."))
    except Busy as error:
        messages.error(request, refusal(error).text)
    return redirect(shown)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HtmxRequest) -> HttpResponse:
    """Mail an order's signed link again. The answer does not tell whether there is such an order."""
    form = FindOrderForm(request.POST or None)
    sent = form.is_valid()
    if sent:
        found = Order.objects.filter(
            number=form.cleaned_data["number"], email__iexact=form.cleaned_data["email"]
        )
        for order in found:
            mail_link(order)
    return render(request, "orders/find.html", {"form": form, "sent": sent})
