"""The id of a request: taken from the proxy or made, on every log line, in the reply, and on into tasks.

Imported before the settings are, so it knows nothing of Django but its types.
"""

import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from celery import signals

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
TASK_HEADER = "shop_request_id"
_SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")

_current: ContextVar[str] = ContextVar("request_id", default="")


def identified(get_response: "Callable[[HttpRequest], HttpResponse]") -> Any:
    """Give each request an id while it is answered (middleware)."""

    def middleware(request: "HttpRequest") -> "HttpResponse":
        given = request.headers.get(HEADER, "")
        request.request_id = given if _SANE.fullmatch(given) else uuid.uuid4().hex
        token = _current.set(request.request_id)
        try:
            response = get_response(request)
        finally:
            _current.reset(token)
        response[HEADER] = request.request_id
        return response

    return middleware


def current_request_id() -> str:
    """Return the id of the request, or of the task, that is being worked on; empty when there is none."""
    return _current.get()


def request_id_of(record: logging.LogRecord) -> str:
    """Return the id that a log line belongs to. Django logs failures when the request itself is over."""
    return current_request_id() or getattr(getattr(record, "request", None), "request_id", "")


@signals.before_task_publish.connect
def _hand_on(headers: dict[str, Any], **_kwargs: Any) -> None:
    if current_request_id():
        headers[TASK_HEADER] = current_request_id()


@signals.task_prerun.connect
def _take_up(task_id: str, task: Any, **_kwargs: Any) -> None:
    _current.set(task.request.get(TASK_HEADER) or task_id)


@signals.task_postrun.connect
def _lay_down(**_kwargs: Any) -> None:
    _current.set("")
