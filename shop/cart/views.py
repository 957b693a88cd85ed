"""The cart's page and its posts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from components.notice import Offer
from shop.cart import holds
from shop.cart.current import SESSION_KEY, current_cart, keep, open_cart
from shop.cart.forms import AddForm, QuantityForm
from shop.cart.models import Cart, CartLine
from shop.cart.refusals import REFUSALS, Refusal, refusal
from shop.cart.replies import added, cart_context, changed, refused
from shop.http import HtmxRequest


@require_safe
def cart(request: HtmxRequest) -> HttpResponse:
    """Show the cart."""
    return render(request, "cart/cart.html", cart_context(request))


@require_POST
def add(request: HtmxRequest) -> HttpResponse:
    """Claim units of a variant and put them in the cart."""
    form = AddForm(request.POST)
    if not form.is_valid():
        return refused(request, _bad(form), variant=form.cleaned_data.get("variant"))
    variant, quantity = form.cleaned_data["variant"], form.cleaned_data["quantity"]
    first = SESSION_KEY not in request.session
    try:
        wanted, opened = holds.for_sale(variant), open_cart(request)
        line = holds.add(opened, wanted, quantity)
        if opened.pk is None:
            keep(request, line.cart)
        return added(request, line, first=first)
    except REFUSALS as error:
        return refused(request, refusal(error), variant=variant)


@require_POST
def change(request: HtmxRequest, pk: int) -> HttpResponse:
    """Change how many units a line has."""
    form = QuantityForm(request.POST)
    if not form.is_valid():
        return refused(request, _bad(form))
    try:
        line = holds.change(_cart(request), pk, form.cleaned_data["quantity"])
    except REFUSALS as error:
        return refused(request, refusal(error))
    return changed(
        request, _("%(title)s: %(count)s.") % {"title": line.variant.product.title, "count": line.quantity}
    )


@require_POST
def hold(request: HtmxRequest, pk: int) -> HttpResponse:
    """Take a line's units again after their hold ran out."""
    try:
        line = holds.hold(_cart(request), pk)
    except REFUSALS as error:
        return refused(request, refusal(error))
    return changed(request, _("%(title)s is held for you again.") % {"title": line.variant.product.title})


@require_POST
def remove(request: HtmxRequest, pk: int) -> HttpResponse:
    """Take a line out of the cart and give its units back; offer to undo it."""
    try:
        line = holds.remove(_cart(request), pk)
    except REFUSALS as error:
        return refused(request, refusal(error))
    fields = (("variant", line.variant_id), ("quantity", line.quantity))
    undo = Offer(_("Undo"), reverse("cart_add"), fields)
    return changed(request, _("%(title)s was removed.") % {"title": line.variant.product.title}, undo)


def _cart(request: HtmxRequest) -> Cart:
    """The visitor's cart. Who has none has no line to change."""
    cart = current_cart(request)
    if cart is None:
        raise CartLine.DoesNotExist
    return cart


def _bad(form: QuantityForm) -> Refusal:
    return Refusal(Refusal.BAD_INPUT, next(iter(form.errors.values()))[0])
