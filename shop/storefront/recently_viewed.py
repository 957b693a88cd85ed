"""What a visitor looked at last. Their browser remembers it until it is closed, the shop does not.

A session would need a row for every visitor and every robot that only looks, and one more write for each
product page. A signed cookie needs neither, and says what it holds: whose it is, and a few products. It
means nothing once somebody else is signed in, or nobody any more.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from components.catalogue import Image
from components.fragments import partials
from components.notice import Notice
from shop.catalogue.models import Product
from shop.catalogue.pictures import first_images
from shop.http import HtmxRequest, way_back

COOKIE = "viewed"
SALT = "shop.storefront.recently_viewed"
REMEMBERED = 12
SHOWN = 6
DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Viewed:
    """A product as a reminder: neither price nor stock, which another part of the page may show live."""

    title: str
    url: str
    image: Image | None


def recently_viewed(request: HttpRequest, without: Collection[int] = ()) -> SimpleLazyObject:
    """Return what the visitor looked at, newest first, without what the page shows already.

    Two queries once a template shows it, none for who has looked at nothing else.
    """
    return SimpleLazyObject(lambda: _read([pk for pk in viewed(request) if pk not in without][:SHOWN]))


def shelf(request: HttpRequest, without: Collection[int]) -> SafeString:
    """Render what the visitor looked at, without what the page shows already; nothing for nothing."""
    found = recently_viewed(request, without) if request.COOKIES.get(COOKIE) else ()
    shown = {"recently_viewed": found}
    return render_to_string("storefront/_recently_viewed.html", shown, request) if found else SafeString()


def remembering(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the visitor's browser know that they looked at the first of the answer's `products`."""

    @wraps(view)
    def looking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if products := getattr(response, "products", None):
            _remember(request, response, products[0])
        return response

    return looking


def _remember(request: HttpRequest, response: HttpResponse, product: int) -> None:
    before = viewed(request)
    if before[:1] == [product]:
        return
    after = [product, *(pk for pk in before if pk != product)][:REMEMBERED]
    told = signing.dumps([_owner(request), after], salt=SALT)
    response.set_cookie(COOKIE, told, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")


@require_POST
def clear(request: HtmxRequest) -> HttpResponse:
    """Let the visitor's browser forget."""
    text = _("The shop does not remember what you looked at any more.")
    if request.htmx:
        gone = '<hx-partial hx-target="#recently-viewed" hx-swap="delete"></hx-partial>'
        response = HttpResponse(gone + partials(Notice(text, "success")))
    else:
        response = redirect(way_back(request, reverse("home")))
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def viewed(request: HttpRequest) -> list[int]:
    """Return what the visitor looked at, newest first, as the cookie says.

    It says nothing if it is not ours, is a month old, or tells of somebody else.
    """
    try:
        owner, products = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=30 * DAY)
    except signing.BadSignature:
        return []
    return products if owner in (0, _owner(request)) else []


def _owner(request: HttpRequest) -> int:
    return request.user.pk or 0


def _read(products: list[int]) -> list[Viewed]:
    found = Product.objects.published().only("title", "slug").in_bulk(products) if products else {}
    images = first_images(found) if found else {}
    shown = [found[pk] for pk in products if pk in found]
    return [Viewed(each.title, each.get_absolute_url(), images.get(each.pk)) for each in shown]
