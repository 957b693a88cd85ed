"""What search engines are asked to leave alone, and where the rest is listed."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from shop.http import absolute, in_language

PRIVATE = ("search", "cart", "wishlist", "checkout", "orders", "account_login")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Answer with robots.txt."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in _private()),
        f"Sitemap: {absolute(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def _private() -> Iterator[str]:
    for code, _name in settings.LANGUAGES:
        yield from (in_language(reverse(name), code) for name in PRIVATE)
    yield reverse("admin:index")
