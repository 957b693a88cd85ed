"""Who may knock at the admin's door: where ADMIN_ALLOWED_ADDRESSES is set, nobody else finds it."""

from collections.abc import Callable
from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from shop.http import client_address


class AdminDoor:
    """Middleware that hides the admin from other addresses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Raise Http404 for the admin's pages when the client is not on the list."""
        allowed = settings.ADMIN_ALLOWED_ADDRESSES
        if allowed and request.resolver_match.app_name == "admin" and not _among(request, allowed):
            raise Http404


def _among(request: HttpRequest, allowed: list[str]) -> bool:
    try:
        address = ip_address(client_address(request))
    except ValueError:
        return False
    return any(address in ip_network(network, strict=False) for network in allowed)
