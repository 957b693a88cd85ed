"""What views share about requests and replies."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """A request as django-htmx's middleware leaves it; `htmx` is falsy for a plain one."""

    htmx: HtmxDetails


def client_address(request: HttpRequest) -> str:
    """Return the address a request came from, as the outermost of our own proxies saw it."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    return outermost([*forwarded.split(","), request.META.get("REMOTE_ADDR", "")])


def outermost(addresses: Sequence[str]) -> str:
    """Return the last address that no proxy of ours has; what stands before it, anybody may have written.

    `addresses` are those of X-Forwarded-For, followed by the one of the connection.
    """
    given = [address.strip() for address in addresses if address.strip()]
    return given[-1 - min(settings.TRUSTED_PROXIES, len(given) - 1)] if given else ""
