"""When a request fails: a page for a plain one; for HTMX a notice, since a page would not fit in."""

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import csrf, defaults

from components.fragments import partials
from components.notice import Notice
from shop.catalogue.models import Category
from shop.live.watching import watch
from shop.storefront.cards import Look, buyable
from shop.storefront.similar import SHOWN

Handler = Callable[..., HttpResponse]

# Seconds after which it is worth another try.
DATABASE_PAUSE = 5
ACCOUNT_PAUSE = 60  # django-allauth does not tell; most of its limits are by the minute


class NothingHere(Http404):
    """Says in words for the shopper what is not there."""


class NoLongerSold(NothingHere):
    """Says that a product was here, and what is near it. Without `for_good` it may be offered again."""

    def __init__(self, said: str, near: Sequence[Look], category: Category, *, for_good: bool) -> None:
        super().__init__(said)
        self.near = near
        self.category = category
        self.status = HTTPStatus.GONE if for_good else HTTPStatus.NOT_FOUND


def _noticed(page: Handler) -> Handler:
    """Answer HTMX with the status of the page, and say what went wrong in a notice."""

    @wraps(page)
    def handler(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = page(request, *args, **kwargs)
        if not getattr(request, "htmx", None):
            return response
        why = kwargs.get("exception")
        said = str(why) if isinstance(why, NothingHere) else _said(response.status_code)
        notice = HttpResponse(partials(Notice(said, "error")), status=response.status_code)
        if "Retry-After" in response:
            notice["Retry-After"] = response["Retry-After"]
        return notice

    return handler


def _said(status: int) -> str:
    return {
        HTTPStatus.BAD_REQUEST: _("The shop could not read that. Please try again."),
        HTTPStatus.FORBIDDEN: _("This page was open for very long. Please reload it and try again."),
        HTTPStatus.NOT_FOUND: _("That is not here any more. Please reload the page."),
        HTTPStatus.METHOD_NOT_ALLOWED: _("That cannot be done this way. Please reload the page."),
        HTTPStatus.TOO_MANY_REQUESTS: _("That was a little too fast. Please try again in a moment."),
        HTTPStatus.SERVICE_UNAVAILABLE: _("The shop takes a short break. Please try again in a moment."),
    }.get(HTTPStatus(status), _("Something went wrong at our end. Please try again."))


@_noticed
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show the 404 page, in its own words unless what raised it had better ones."""
    if isinstance(exception, NoLongerSold):
        return _gone(request, exception)
    said = str(exception) if isinstance(exception, NothingHere) else ""
    return render(request, "404.html", {"said": said}, status=HTTPStatus.NOT_FOUND)


def _gone(request: HttpRequest, gone: NoLongerSold) -> HttpResponse:
    near = buyable(gone.near, SHOWN)
    watch(request, "variant", {card.badge.variant: card.badge.version for card in near})
    context = {"said": str(gone), "cards": near, "category": gone.category}
    return render(request, "410.html", context, status=gone.status)


@_noticed
def too_many_requests(request: HttpRequest, seconds: int = ACCOUNT_PAUSE) -> HttpResponse:
    """Show the 429 page, with the seconds after which it is worth another try."""
    page = render_to_string("429.html", {"seconds": seconds}, request)
    return HttpResponse(page, status=HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": seconds})


def worded(get_response: Handler) -> Handler:
    """Show a page where a view takes no such request and Django would leave it blank (middleware).

    Shoppers get there by the address of a form: from their history, or by signing in on the way.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        blank = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content
        return _not_this_way(request, response["Allow"]) if blank else response

    return middleware


@_noticed
def _not_this_way(request: HttpRequest, allowed: str) -> HttpResponse:
    page = render_to_string("405.html", request=request)
    return HttpResponse(page, status=HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": allowed})


@_noticed
def server_error(request: HttpRequest) -> HttpResponse:
    """Show the 500 page; the 503 page when it is the database that does not answer.

    Either is rendered without a query: Django calls this while it handles the exception.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _back_soon()
    return defaults.server_error(request)


def _back_soon() -> HttpResponse:
    page = render_to_string("503.html")
    unavailable = HTTPStatus.SERVICE_UNAVAILABLE
    return HttpResponse(page, status=unavailable, headers={"Retry-After": DATABASE_PAUSE})


bad_request = _noticed(defaults.bad_request)
permission_denied = _noticed(defaults.permission_denied)
csrf_failure = _noticed(csrf.csrf_failure)
