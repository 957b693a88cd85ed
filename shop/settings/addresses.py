"""Where the shop is reached, and what a browser may do there: all of it follows PUBLIC_URL."""

import os
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from shop.environment import listing
from shop.settings.shape import DEBUG, SHAPE

PUBLIC_URL = os.environ.get("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
_public = urlsplit(PUBLIC_URL)
_loopback = {"127.0.0.1", "localhost", "[::1]"}
HTTPS = _public.scheme == "https"
if not HTTPS and f"{_public.hostname}" not in {"127.0.0.1", "localhost", "::1"}:
    raise ImproperlyConfigured(
        "PUBLIC_URL must be https: plain http is accepted for 127.0.0.1 and localhost only."
    )
# How many proxies of ours a request comes through; each adds an address to X-Forwarded-For.
TRUSTED_PROXIES = int(os.environ.get("TRUSTED_PROXIES", "0"))
ALLOWED_HOSTS = sorted({*listing("ALLOWED_HOSTS"), _public.hostname or "", *_loopback})
if DEBUG and SHAPE != "solo" and not _loopback.issuperset(ALLOWED_HOSTS):
    raise ImproperlyConfigured(
        "DEBUG shows secrets to whoever causes an error: unset it, "
        "or let PUBLIC_URL and ALLOWED_HOSTS name this machine alone (127.0.0.1, localhost)."
    )
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]  # health checks come from inside, over plain http
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "shop.storefront.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
