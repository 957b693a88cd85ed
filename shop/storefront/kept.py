"""Whole pages as strangers see them: kept for as long as everything that they follow is as they show it.

A stranger brings no cookie by which the shop knows more of them than what they looked at last. By its address
a page is kept CATALOGUE_SECONDS at most, with the state of all topics that its socket follows: stock, prices,
ratings. That state is read for every answer, and a page that shows another is made anew. Put in afterwards
is what is a stranger's own: the CSRF token, and what they looked at.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from secrets import token_hex
from time import monotonic
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.safestring import SafeString

from components.fragments import PLACE
from shop.http import HtmxRequest
from shop.live.topics import Snapshot, kinds
from shop.live.watching import Versions, live
from shop.storefront.recently_viewed import COOKIE, shelf

VIEWED = f"viewed-{token_hex(16)}"  # stands where what they looked at goes
MOST = 256  # pages in each process, of some 50 kB each
SAYING_NOTHING = {settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, COOKIE}

View = Callable[..., HttpResponse]
States = Mapping[str, Mapping[int, Snapshot]]


@dataclass(frozen=True, slots=True)
class Page:
    """An answer without what is anybody's own. `products` are those that it shows."""

    content: bytes
    headers: Mapping[str, str]
    products: Sequence[int]
    versions: Versions  # of what it follows
    states: States
    until: float

    def holds(self) -> bool:
        """Whether it is true at this moment."""
        return monotonic() < self.until and self.states == _read(self.versions)

    def was_true(self) -> bool:
        """Whether nothing changed while it was made: the states were read after it was."""
        return all(
            self.states[kind][pk].version == version if pk in self.states[kind] else not version
            for kind, shown in self.versions.items()
            for pk, version in shown.items()
        )

    def answer(self, request: HtmxRequest) -> HttpResponse:
        """Return it with what is the stranger's own."""
        own = shelf(request, self.products).encode()
        content = self.content.replace(VIEWED.encode(), own).replace(
            PLACE.encode(), get_token(request).encode()
        )
        response = HttpResponse(content, headers=self.headers)
        response.products = self.products
        return response


pages: OrderedDict[str, Page] = OrderedDict()


def kept(view: View) -> View:
    """Show strangers a page that is kept, or keep the one that the view makes for them."""

    @wraps(view)
    def shown(request: HtmxRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _is_for_a_stranger(request):
            return view(request, *args, **kwargs)
        path = request.get_full_path()
        page = pages.get(path)
        if page and page.holds():
            return page.answer(request)
        request.for_strangers = True
        try:
            response = view(request, *args, **kwargs)
        finally:
            request.for_strangers = False  # the page of an error is one visitor's
        return response if response.status_code != HTTPStatus.OK else _keep(path, request, response)

    return shown


def places(request: HttpRequest) -> dict[str, SafeString]:
    """Return what stands for a visitor's own in a page that is made for all strangers."""
    return {"csrf_token": SafeString(PLACE)} if _is_made_for_all(request) else {}


def looked_at(request: HttpRequest, products: Sequence[int]) -> SafeString:
    """Return what the visitor looked at besides these products, or what stands for it."""
    return SafeString(VIEWED) if _is_made_for_all(request) else shelf(request, products)


def forget() -> None:
    """Keep nothing any more."""
    pages.clear()


def _is_made_for_all(request: HttpRequest) -> bool:
    return getattr(request, "for_strangers", False)


def _is_for_a_stranger(request: HtmxRequest) -> bool:
    plain = settings.CATALOGUE_SECONDS and request.method == "GET" and not request.htmx
    return bool(plain) and request.COOKIES.keys() <= SAYING_NOTHING


def _keep(path: str, request: HtmxRequest, response: HttpResponse) -> HttpResponse:
    versions = {kind: shown for kind, shown in live(request).followed.items() if shown}
    page = Page(
        content=response.content,
        headers=dict(response.headers),
        products=getattr(response, "products", ()),
        versions=versions,
        states=_read(versions),
        until=monotonic() + settings.CATALOGUE_SECONDS,
    )
    if page.was_true():
        pages[path] = page
        pages.move_to_end(path)
        if len(pages) > MOST:
            pages.popitem(last=False)
    return page.answer(request)


def _read(versions: Versions) -> States:
    return {kind: kinds[kind].read(shown) for kind, shown in versions.items()}
