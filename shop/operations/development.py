"""Pages that exist only on a developer's machine."""

import ipaddress
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse


def is_development() -> bool:
    """Return whether this shop runs on a developer's machine: in the solo shape, without https."""
    return settings.SHAPE == "solo" and not settings.HTTPS


def local_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open a view to this machine in development; to everybody else the page does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not (is_development() and _is_this_machine(request.META.get("REMOTE_ADDR", ""))):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _is_this_machine(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
