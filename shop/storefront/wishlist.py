"""The wishlist: its page, and what a press on a heart does."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from components.catalogue import ProductCard
from components.fragments import partials
from components.notice import Notice, Offer
from components.wishlist import WishButton
from shop.catalogue.models import Product
from shop.http import HtmxRequest, is_on, way_back
from shop.live.watching import watch
from shop.storefront.cards import cards, listed, looks
from shop.wishlist.forms import ChangeForm
from shop.wishlist.lists import WishlistFull, wishlist


@require_safe
def page(request: HtmxRequest) -> HttpResponse:
    """Show the wishlist."""
    return render(request, "wishlist/wishlist.html", _context(request))


@require_POST
def change(request: HtmxRequest) -> HttpResponse:
    """Put a product on the wishlist, or take it off."""
    form = ChangeForm(request.POST)
    if not form.is_valid():
        return _refused(request, _("We do not know this product."), HTTPStatus.BAD_REQUEST)
    if removed := form.cleaned_data["remove"]:
        wishlist(request).remove([removed])
        return _changed(request, removed, wished=False)
    return _add(request, form.cleaned_data["add"])


@require_POST
def tidy(request: HtmxRequest) -> HttpResponse:
    """Take off what is no longer sold."""
    mine = wishlist(request)
    kept = mine.products()
    mine.remove(set(kept).difference(listed().filter(pk__in=kept).values_list("pk", flat=True)))
    return redirect("wishlist")


def _add(request: HtmxRequest, product: int) -> HttpResponse:
    if not Product.objects.published().filter(pk=product).exists():
        return _refused(request, _("This product is not for sale any more."), HTTPStatus.NOT_FOUND)
    try:
        wishlist(request).add(product)
    except WishlistFull:
        full = _("Your wishlist is full: take one of its %(cap)s products off first.")
        return _refused(request, full % {"cap": settings.WISHLIST_CAP}, HTTPStatus.CONFLICT)
    return _changed(request, product, wished=True)


def _changed(request: HtmxRequest, pk: int, *, wished: bool) -> HttpResponse:
    product = Product.objects.published().filter(pk=pk).only("title").first()
    text = _words(product, wished)
    if not request.htmx:
        messages.success(request, text)
        return redirect(f"{way_back(request, reverse('wishlist'))}#wish-{pk}")
    if is_on(request, reverse("wishlist")):
        undo = None if wished else Offer(_("Undo"), reverse("wishlist_change"), (("add", pk),))
        return HttpResponse(_body(request) + partials(_said(request, text, undo)))
    button = [WishButton(pk, product.title, wished)] if product else []
    return HttpResponse(partials(*button, Notice(text, "success")))


def _words(product: Product | None, wished: bool) -> str:
    if product is None:
        return _("That product is off your wishlist.")
    said = _("%(title)s is on your wishlist.") if wished else _("%(title)s is off your wishlist.")
    return said % {"title": product.title}


def _refused(request: HtmxRequest, text: str, status: HTTPStatus) -> HttpResponse:
    notice = Notice(text, "error")
    if request.htmx:
        return HttpResponse(partials(notice), status=status)
    return render(request, "wishlist/wishlist.html", {**_context(request), "notice": notice}, status=status)


def _said(request: HtmxRequest, text: str, undo: Offer | None) -> Notice:
    return Notice(text, "success", undo, get_token(request) if undo else "")


def _body(request: HtmxRequest) -> str:
    body = render_to_string("wishlist/wishlist.html#body", _context(request), request)
    return f'<hx-partial hx-target="#wishlist-body" hx-swap="outerMorph">{body}</hx-partial>'


def _context(request: HtmxRequest) -> dict[str, object]:
    """Return what the page shows, and let it follow the stock."""
    kept = wishlist(request).products()
    shown = _cards(kept)
    watch(request, "variant", {card.badge.variant: card.badge.version for card in shown})
    return {"cards": shown, "gone": len(kept) - len(shown), "wished": frozenset(kept)}


def _cards(kept: list[int]) -> list[ProductCard]:
    found = listed().in_bulk(kept)
    return cards(looks(pk for pk in kept if pk in found))
