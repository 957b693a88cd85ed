"""Errors go to Sentry, where SENTRY_DSN is set; what they say about people stays here."""

import re
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from shop.logs import scrubbed

_MAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


def report_errors(dsn: str, environment: str) -> None:
    """Report the errors of this process. Raises ImproperlyConfigured where sentry-sdk is not installed."""
    try:
        import sentry_sdk  # an extra, and slow to import
    except ImportError as error:
        raise ImproperlyConfigured("SENTRY_DSN is set: install sentry-sdk, or leave it out.") from error
    sentry_sdk.init(
        dsn=dsn,
        environment=environment,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        before_send=_anonymous,
    )


def _anonymous(event: dict[str, Any], _hint: dict[str, Any]) -> dict[str, Any]:
    event.pop("user", None)
    asked = event.get("request", {})
    kept = {name: asked[name] for name in ("method", "url") if name in asked}
    return _without_secrets({**event, "request": kept} if asked else event)


def _without_secrets(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_secrets(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_without_secrets(part) for part in value]
    return _MAIL_ADDRESS.sub("[hidden]", scrubbed(value)) if isinstance(value, str) else value
