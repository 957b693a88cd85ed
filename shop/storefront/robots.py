"""What search engines are asked to leave alone, and where the rest is listed."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from shop.http import absolute

PRIVATE = ("search", "cart", "wishlist", "checkout", "orders", "account_login", "admin:index")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Answer with robots.txt."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {reverse(name)}" for name in PRIVATE),
        f"Sitemap: {absolute(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
