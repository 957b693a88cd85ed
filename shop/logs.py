"""What the processes say: one line an event; JSON in the full shape, readable on solo's console.

Every line carries the id of the request it belongs to. Keys that open something are never written.
"""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

from shop.operations.request_ids import request_id_of

_SECRETS = (
    re.compile(r"""([?&;](?:key|watch)=)[^\s&"'#\\]+"""),
    re.compile(r"""(/accounts/(?:password/reset/key|confirm-email)/)[^\s/"'?]+"""),
)


def scrubbed(text: str) -> str:
    """Return the text without the keys of signed links."""
    for secret in _SECRETS:
        text = secret.sub(r"\1[hidden]", text)
    return text


class ReadableLine(logging.Formatter):
    """A line for people, with the request's id at its end."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  logging's own name
        """Return the line; a traceback follows it."""
        request = request_id_of(record)
        return super().formatMessage(record) + (f" [{request}]" if request else "")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line and its traceback."""
        return scrubbed(super().format(record))


class JsonLine(logging.Formatter):
    """One JSON object; what a logger passes as `extra={"fields": …}` becomes part of it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": request_id_of(record),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            said["exception"] = self.formatException(record.exc_info)
        return scrubbed(json.dumps(said, ensure_ascii=False, default=str))


def lines(shape: str, level: str) -> dict[str, Any]:
    """Return the LOGGING setting that writes from `level` on, and from the libraries what needs attention."""
    noisy = ("asyncio", "celery", "daphne", "django.channels.server", "fontTools", "kombu")
    quiet = {name: {"level": "WARNING"} for name in noisy}
    formatter = ReadableLine if shape == "solo" else JsonLine
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": formatter}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        # Django's own handlers would say the same again, or mail it, or show a link's key.
        "loggers": {
            "django": {"handlers": [], "level": level},
            "django.server": {"handlers": [], "level": level, "propagate": True},
            **quiet,
        },
    }
