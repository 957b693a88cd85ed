"""Who may keep an answer: what follows a cookie is one visitor's; an account is kept nowhere."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, has_vary_header, patch_cache_control

# django-allauth's views say it of few of theirs; among the others are secrets and recovery codes.
_OF_ACCOUNTS = ("account_", "mfa_")


def private(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Say so in every answer whose view did not say anything else (middleware)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "Cache-Control" in response:
            return response
        if _is_of_an_account(request):
            add_never_cache_headers(response)
        elif has_vary_header(response, "Cookie"):
            patch_cache_control(response, private=True)
        return response

    return middleware


def _is_of_an_account(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and match.view_name and match.view_name.startswith(_OF_ACCOUNTS))
