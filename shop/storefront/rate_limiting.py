"""Which addresses of the shop are rate-limited, and what whoever asks too often is told."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from shop.http import client_address
from shop.operations.rate_limits import refused_for
from shop.storefront.errors import too_many_requests

# Posting to these views counts; looking at them does not.
POSTED = {
    "cart_add": "cart",
    "cart_change": "cart",
    "cart_hold": "cart",
    "cart_remove": "cart",
    "checkout": "checkout",
    "checkout_reckon": "cart",
    "contact": "contact",
    "find_order": "find_order",
    "restock_ask": "restock",
    "review_helpful": "votes",
    "review_report": "reports",
    "order_pay": "checkout",
    "wishlist_change": "cart",
}
# Scripts ask for suggestions, and who is back from paying has us ask the provider: looking counts, too.
LOOKED_UP = {"order_back": "checkout", "suggestions": "suggestions"}


class RateLimiting:
    """Middleware that answers 429 instead of calling the view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Count what is limited, and refuse what is too many."""
        limited = POSTED if request.method == "POST" else LOOKED_UP
        name = limited.get(request.resolver_match.view_name)
        if name is None:
            return None
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        seconds = refused_for(name, session=session, address=client_address(request))
        return too_many_requests(request, seconds) if seconds else None
