"""What views share about requests and replies."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """A request as django-htmx's middleware leaves it; `htmx` is falsy for a plain one."""

    htmx: HtmxDetails


def client_address(request: HttpRequest) -> str:
    """Return the address a request came from; empty when it came through a Unix socket."""
    return behind_proxies(request.META.get("REMOTE_ADDR", ""), request.headers.get("X-Forwarded-For", ""))


def behind_proxies(nearest: str, forwarded: str) -> str:
    """Return the client's address, given who connected and an X-Forwarded-For.

    Of that header only what the TRUSTED_PROXIES proxies of ours wrote is believed: its last entries. The
    client can put whatever it likes before them.
    """
    hops = settings.TRUSTED_PROXIES
    chain = [entry.strip() for entry in forwarded.split(",")]
    if not hops or len(chain) < hops:
        return nearest
    try:
        return str(ip_address(chain[-hops].strip("[]")))
    except ValueError:
        return nearest
