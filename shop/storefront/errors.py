"""When a request fails: a page for a plain one; for HTMX a notice, since a page would not fit in."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import csrf, defaults

from components.fragments import partials
from components.notice import Notice

Handler = Callable[..., HttpResponse]


class NothingHere(Http404):
    """Says in words for the shopper what is not there."""


def _noticed(page: Handler) -> Handler:
    """Answer HTMX with the status of the page, and say what went wrong in a notice."""

    @wraps(page)
    def handler(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = page(request, *args, **kwargs)
        if not getattr(request, "htmx", None):
            return response
        why = kwargs.get("exception")
        said = str(why) if isinstance(why, NothingHere) else _said(response.status_code)
        return HttpResponse(partials(Notice(said, "error")), status=response.status_code)

    return handler


def _said(status: int) -> str:
    return {
        HTTPStatus.BAD_REQUEST: _("The shop could not read that. Please try again."),
        HTTPStatus.FORBIDDEN: _("This page was open for very long. Please reload it and try again."),
        HTTPStatus.NOT_FOUND: _("That is not here any more. Please reload the page."),
    }.get(HTTPStatus(status), _("Something went wrong at our end. Please try again."))


@_noticed
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show the 404 page, in its own words unless what raised it had better ones."""
    said = str(exception) if isinstance(exception, NothingHere) else ""
    return render(request, "404.html", {"said": said}, status=HTTPStatus.NOT_FOUND)


bad_request = _noticed(defaults.bad_request)
permission_denied = _noticed(defaults.permission_denied)
server_error = _noticed(defaults.server_error)
csrf_failure = _noticed(csrf.csrf_failure)
