"""The same page in the shop's other languages, and which of them a visitor reads.

The address says the language. Whoever comes to the front door by typing or from a bookmark is led to the one
they read here last, or else to the one that their browser prefers; a link is taken at its word. The
admin, whose addresses are in no language, is written as its front door would be.
"""

from collections.abc import Callable
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import activate, get_language, get_language_from_request

from shop.http import absolute, in_language

register = template.Library()


def remembered(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Remember which language a visitor reads, and open the front door in it (middleware)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(f"/{settings.ADMIN_PATH}"):
            activate(get_language_from_request(request))
        if _at_the_front_door(request) and (known := get_language_from_request(request)) != get_language():
            response = redirect(in_language(request.get_full_path(), known))
            patch_vary_headers(response, ["Cookie", "Accept-Language", "Sec-Fetch-Site"])
            return response
        response = get_response(request)
        if _is_news(request, response):
            _remember(response)
        return response

    return middleware


@register.inclusion_tag("_languages.html", takes_context=True)
def language_chooser(context: template.Context) -> dict[str, Any]:
    """Show links to this page in each language, query included.

    Nothing where there is one language, nor on the answer to a form: that has no address of its own, and what
    was typed would be lost.
    """
    request = context["request"]
    ways = [(code, name, in_language(request.get_full_path(), code)) for code, name in settings.LANGUAGES]
    offered = len(ways) > 1 and request.method != "POST"
    return {"ways": ways if offered else [], "current": get_language()}


@register.simple_tag
def alternates(canonical: str) -> SafeString:
    """Tell search engines the page's address in each language; the shop's own is for all others."""
    if len(settings.LANGUAGES) == 1:
        return SafeString()
    path = canonical.removeprefix(settings.PUBLIC_URL)
    ways = [(code, absolute(in_language(path, code))) for code, _name in settings.LANGUAGES]
    ways.append(("x-default", absolute(in_language(path, settings.LANGUAGE_CODE))))
    return format_html_join("\n", '<link rel="alternate" hreflang="{}" href="{}">', ways)


def _at_the_front_door(request: HttpRequest) -> bool:
    """Whether somebody typed our address, and followed no link. Browsers without the header do not tell."""
    return request.path == "/" and request.headers.get("Sec-Fetch-Site") == "none"


def _is_news(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a page is read in another language than the one that is remembered.

    The admin has no language in its address, and what everybody may keep must set nobody's cookie.
    """
    known = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
    page = response.status_code == 200 and response.headers.get("Content-Type", "").startswith("text/html")
    match = request.resolver_match
    shopping = request.method == "GET" and match and match.app_name != "admin"
    return known != get_language() and page and shopping and "public" not in response.get("Cache-Control", "")


def _remember(response: HttpResponse) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        get_language(),
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
