"""What views share about requests and replies."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """A request as django-htmx's middleware leaves it; `htmx` is falsy for a plain one."""

    htmx: HtmxDetails


def client_address(request: HttpRequest) -> str:
    """Return the address a request came from, as the nearest server saw it."""
    return request.META.get("REMOTE_ADDR", "")
