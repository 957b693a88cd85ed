"""Whether a WebSocket handshake comes from a page of this shop."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from shop.live.transport import Scope


def same_origin(scope: Scope) -> bool:
    """Return whether the Origin is the very host that was asked, and one of ours; or a trusted one.

    Browsers always send an Origin with the handshake and pages cannot change it, so this is what keeps
    another site from opening a socket with a shopper's cookies.
    """
    headers = {name: value.decode("latin1") for name, value in scope["headers"]}
    origin, host = headers.get(b"origin", ""), headers.get(b"host", "")
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    domain, _port = split_domain_port(host)
    return bool(domain) and _place(origin) == host and validate_host(domain, settings.ALLOWED_HOSTS)


def _place(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""
