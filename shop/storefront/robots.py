"""What search engines are asked to leave alone."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

PRIVATE = ("search", "cart", "checkout", "orders", "account_login", "admin:index")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Answer with robots.txt."""
    lines = ["User-agent: *", *(f"Disallow: {reverse(name)}" for name in PRIVATE)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
