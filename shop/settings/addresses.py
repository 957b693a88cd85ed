"""Where the shop is reached, and what a browser may do there: all of it follows PUBLIC_URL."""

import os
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from shop.environment import flag, listing
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
# What comes from inside comes over plain http.
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and flag("HSTS_SUBDOMAINS", default=True)
# Nobody but the domain's owner can promise browsers https for ever, or speak for other subdomains.
SILENCED_SYSTEM_CHECKS = ["security.W021"] + ["security.W005"] * (not SECURE_HSTS_INCLUDE_SUBDOMAINS)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
X_FRAME_OPTIONS = "DENY"
ADMIN_PATH = os.environ.get("ADMIN_PATH", "admin").strip("/") + "/"
ADMIN_ALLOWED_ADDRESSES = listing(
    "ADMIN_ALLOWED_ADDRESSES"
)  # addresses or networks; empty lets everybody try
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
