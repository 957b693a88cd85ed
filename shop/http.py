"""What views share about requests and replies."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
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


def absolute(url: str) -> str:
    """Return an address of ours with scheme and host, as the world outside needs it."""
    return f"{settings.PUBLIC_URL}{url}" if url.startswith("/") else url


def in_language(path: str, code: str) -> str:
    """Return the path of a shopper's page, query included, as another language has it."""
    own = _prefix(get_language())
    plain = path.removeprefix(own) if path.startswith(f"{own}/") else path
    return _prefix(code) + plain


def _prefix(code: str) -> str:
    return "" if code == settings.LANGUAGE_CODE else f"/{code}"


def way_back(request: HttpRequest, usual: str) -> str:
    """Return where a plain form came from, by its field `next`; the usual place if it is no path of ours."""
    asked = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked.partition("#")[0] if ours and asked.startswith("/") else usual


def is_on(request: HtmxRequest, path: str) -> bool:
    """Return whether the page that asks by HTMX is the one at this path."""
    try:
        return (request.htmx.current_url_abs_path or "").partition("?")[0] == path
    except ValueError:  # the header is no address
        return False
