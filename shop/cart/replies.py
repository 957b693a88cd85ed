"""How the cart answers: fragments for HTMX, a page or a redirect for a plain form."""

from django.contrib import messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from components.fragments import partials
from components.notice import Notice, Offer
from shop.cart.contents import CartView, contents, lines_of
from shop.cart.countdown import time_of_day
from shop.cart.current import counter, current_cart
from shop.cart.models import CartLine
from shop.cart.own import own
from shop.cart.refusals import Refusal
from shop.http import HtmxRequest, is_on
from shop.inventory.availability import availability
from shop.live.watching import reconnect, watch


def added(request: HtmxRequest, line: CartLine, *, first: bool) -> HttpResponse:
    """Answer that units were added: the stock as it is now, the counter, a word.

    With the `first` line of a new cart, the shopper's open pages are made to follow it.
    """
    text = _added(line)
    if not request.htmx:
        messages.success(request, text)
        return redirect("cart")
    if is_on(request, reverse("cart")):  # a removal is undone: the page itself must show the line again
        return changed(request, text)
    body = _stock(line.variant_id) + _own(request, line)
    response = HttpResponse(body + partials(counter(request), Notice(text, "success")))
    if first:
        reconnect(response)
    return response


def changed(request: HtmxRequest, text: str, undo: Offer | None = None) -> HttpResponse:
    """Answer a change made on the cart's page with the cart as it is now."""
    if not request.htmx:
        messages.success(request, text)
        return redirect("cart")
    return HttpResponse(_body(request) + _word(request, Notice(text, "success", undo)))


def refused(request: HtmxRequest, no: Refusal, *, variant: int | None = None) -> HttpResponse:
    """Answer that nothing was done, and why. A plain form gets the cart's page with the notice on it."""
    notice = Notice(no.text, "error", no.offer)
    if not request.htmx:
        context = {**cart_context(request), "notice": _tokened(request, notice)}
        return render(request, "cart/cart.html", context, status=no.status)
    body = _stock(variant) if variant else _body(request)
    return HttpResponse(body + _word(request, notice), status=no.status)


def _added(line: CartLine) -> str:
    if not line.reservation:
        return _("Added to your cart.")
    until = time_of_day(line.reservation.expires_at)
    return _("Added to your cart and held for you until %(until)s.") % {"until": until}


def _stock(variant: int) -> str:
    state = availability([variant]).get(variant)
    return partials(state.badge(), state.button()) if state else ""


def _own(request: HtmxRequest, line: CartLine) -> str:
    """The variant's page says what is the shopper's; a card has no room for it."""
    on_its_page = is_on(request, line.variant.product.get_absolute_url())
    return partials(own(request, line.variant_id)) if on_its_page else ""


def cart_context(request: HtmxRequest) -> dict[str, CartView]:
    """Return what the cart's page reads, and let the page follow the stock and the holds of its lines."""
    cart = current_cart(request)
    view = contents(lines_of(cart)) if cart else CartView()
    watch(request, "variant", {line.variant.pk: line.stock.version for line in view.lines})
    watch(request, "hold", view.holds)
    return {"cart": view}


def _body(request: HtmxRequest) -> str:
    body = render_to_string("cart/cart.html#body", cart_context(request), request)
    return f'<hx-partial hx-target="#cart-body" hx-swap="outerMorph">{body}</hx-partial>'


def _word(request: HtmxRequest, notice: Notice) -> str:
    return partials(counter(request), _tokened(request, notice))


def _tokened(request: HtmxRequest, notice: Notice) -> Notice:
    return Notice(notice.text, notice.kind, notice.offer, get_token(request)) if notice.offer else notice
