"""Every page of the admin, also of those to come: no shopper sees one, and staff what a role gives them."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib import admin
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver

from shop.accounts.models import User
from shop.tests.test_hostile_requests import PARAMETER

pytestmark = pytest.mark.django_db

# What Django's admin shows to all staff: an empty index, and their own password.
FOR_ALL_STAFF = {
    "",
    "jsi18n/",
    "login/",
    "logout/",
    "password_change/",
    "password_change/done/",
    "autocomplete/",
}


def doors(within: URLResolver, before: str = "") -> Iterator[str]:
    """Return the paths of the admin, below its own."""
    for each in within.url_patterns:
        path = before + str(each.pattern).strip("^$").replace(r"\Z", "")
        if isinstance(each, URLResolver):
            yield from doors(each, path)
        else:
            yield PARAMETER.sub("1", path)


def admin_doors() -> list[str]:
    (of_admin,) = [each for each in get_resolver().url_patterns if getattr(each, "app_name", "") == "admin"]
    return sorted({*doors(of_admin)} - FOR_ALL_STAFF)


def opened(client: Client) -> list[tuple[str, int]]:
    """Return what was neither refused, nor absent, nor sent to the login; a POST where there is no GET."""
    found = []
    for path in admin_doors():
        address = f"/{settings.ADMIN_PATH}{path}"
        answer = client.get(address)
        answer = client.post(address) if answer.status_code == 405 else answer
        if not _is_closed(answer):
            found.append((path, answer.status_code))
    return found


def _is_closed(answer: HttpResponse) -> bool:
    if answer.status_code in (403, 404):
        return True
    # Django leads from what does not exist to the index, and from an older address of a row to its page.
    to = answer.get("Location", "")
    return "/login/" in to or to == f"/{settings.ADMIN_PATH}" or to.endswith("/1/change/")


def test_there_are_doors() -> None:
    assert len(admin_doors()) > len(admin.site._registry) * 4  # noqa: SLF001  Django has no other list


def test_no_page_of_the_admin_opens_to_a_shopper(client: Client) -> None:
    assert opened(client) == []
    client.force_login(User.objects.create_user("eve@example.com", "x"))
    assert opened(client) == []


def test_staff_without_a_role_see_nothing_of_the_shop(client: Client) -> None:
    client.force_login(User.objects.create_user("clerk@example.com", "x", is_staff=True))
    assert opened(client) == []
