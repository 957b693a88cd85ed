"""The dev inbox of the solo shape: the outbox, read by whoever sits at this machine."""

import ipaddress
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse


def is_kept() -> bool:
    """Return whether mail stays readable once sent, secrets included: on a developer's machine only."""
    return settings.SHAPE == "solo" and not settings.HTTPS


def local_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open a view to this machine in the solo shape; to everybody else the page does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not (is_kept() and _is_this_machine(request.META.get("REMOTE_ADDR", ""))):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _is_this_machine(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
