"""The checkout worked out anew while it is filled in: another country, a code put in or taken out."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop.cart.current import current_cart
from shop.cart.models import Cart
from shop.http import HtmxRequest, client_address
from shop.inventory.locking import Busy
from shop.live.watching import watch
from shop.operations.rate_limits import refused_for
from shop.orders import recipients
from shop.orders.checkout import checkout_context
from shop.orders.discounts import Customer, NotUsable, enter, usable
from shop.orders.forms import CheckoutForm
from shop.orders.quotes import basket_of
from shop.orders.refusals import refusal, why_not

PANELS = {
    "region": "orders/_region.html",
    "deliveries": "orders/_deliveries.html",
    "review": "orders/_review.html",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reckon(request: HtmxRequest) -> HttpResponse:
    """Show the checkout for what is filled in so far, of which nothing is judged yet but a new code."""
    cart = current_cart(request)
    if cart is None:
        return redirect("cart")
    if code := _typed(request.POST.get("code")):
        return with_code(request, cart, code)
    error = _keep_code(cart, "") if "remove" in request.POST else ""
    return ask(request, cart, _filled(request), status=503 if error else 200, code_error=error)


def with_code(request: HtmxRequest, cart: Cart, code: str, *, meant_to_place: bool = False) -> HttpResponse:
    """Let a code count that was typed in, and show the checkout with it.

    Who typed one and pressed another button, or Enter, means it to count, too: nothing is ordered before
    the total with it was shown.
    """
    form = _filled(request)
    if error := _try_code(request, cart, form, code):
        return ask(request, cart, form, status=422, code_error=error)
    form.initial["code"] = ""
    return ask(request, cart, form, status=409 if meant_to_place else 200, changed=meant_to_place)


def _filled(request: HtmxRequest) -> CheckoutForm:
    return CheckoutForm(initial=recipients.filled(request.POST or request.GET, request.user).dict())


def ask(
    request: HtmxRequest,
    cart: Cart,
    form: CheckoutForm,
    *,
    status: int = 200,
    changed: bool = False,
    code_error: str = "",
) -> HttpResponse:
    """Show the checkout; where HTMX asked for the parts that follow from what is filled in, only these."""
    basket = basket_of(cart, _customer(request, form))
    if not basket.lines and not request.htmx:
        return redirect("cart")
    context = checkout_context(cart, basket, form, changed=changed, code_error=code_error)
    watch(request, "hold", context["cart"].holds)
    if not request.htmx or request.resolver_match.view_name != "checkout_reckon":
        return render(request, "orders/checkout.html", context, status=status)
    panels = (
        f'<hx-partial hx-target="#{name}" hx-swap="outerMorph">'
        f"{render_to_string(template, context, request)}</hx-partial>"
        for name, template in PANELS.items()
    )
    return HttpResponse("".join(panels), status=status)


def _try_code(request: HtmxRequest, cart: Cart, form: CheckoutForm, code: str) -> str:
    """Keep a code with the cart if it can be used; return why not, in words. So many may be tried."""
    session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if refused_for("discount", session=session, address=client_address(request)):
        return _("These were many codes in a short time: please wait a little.")
    customer = _customer(request, form)
    try:
        discount = usable(code, basket_of(cart, customer).subtotal, customer)
    except NotUsable as refused:
        return why_not(refused)
    return _keep_code(cart, discount.code)


def _keep_code(cart: Cart, code: str) -> str:
    """Keep the code with the cart, or none; return what went wrong, in words."""
    try:
        enter(cart, code)
    except Busy as error:
        return refusal(error).text
    return ""


def _customer(request: HtmxRequest, form: CheckoutForm) -> Customer:
    user = request.user if request.user.is_authenticated else None
    return Customer(user, _typed(form["email"].value()))


def _typed(said: object) -> str:
    """Return what was typed into a field that no form has judged: without NUL, which PostgreSQL refuses."""
    return str(said or "").replace("\x00", "").strip()
