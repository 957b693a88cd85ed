"""What the processes say on their console: one line an event, with its time and where it comes from."""

from typing import Any


def console(level: str) -> dict[str, Any]:
    """Return the LOGGING setting that writes from `level` on, and from the libraries what needs attention."""
    quiet = {name: {"level": "WARNING"} for name in ("asyncio", "celery", "daphne", "kombu")}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        # Django's own handlers would say the same again, or mail it.
        "loggers": {"django": {"handlers": [], "level": level}, **quiet},
    }
