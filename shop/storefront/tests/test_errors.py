import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django_htmx.middleware import HtmxDetails

from components.fragments import partials
from components.notice import Notice
from shop.catalogue.tests.factories import make_product
from shop.storefront import errors
from shop.storefront.tests.reading import HTMX

pytestmark = pytest.mark.django_db


def htmx_request() -> HttpRequest:
    request = RequestFactory().get("/", headers=HTMX)
    request.htmx, request.session, request.user = HtmxDetails(request), SessionStore(), AnonymousUser()
    return request


def test_htmx_gets_a_notice_where_a_page_would_not_fit_in(client: Client) -> None:
    response = client.get("/products/?category=nowhere", headers=HTMX)
    assert response.status_code == 404
    assert response.content.decode() == partials(Notice("There is no such category.", "error"))


def test_what_other_code_says_of_a_missing_object_is_not_shown(client: Client) -> None:
    response = client.get("/nowhere/", headers=HTMX)
    assert (response.status_code, b"hx-partial" in response.content) == (404, True)
    assert b"tried" not in response.content


def test_a_plain_request_gets_a_page_with_ways_on(client: Client) -> None:
    make_product()
    page = client.get("/nowhere/").content.decode()
    assert "There is nothing at this address" in page
    assert 'href="/"' in page


def test_the_address_of_a_form_is_no_blank_page(client: Client) -> None:
    plain, htmx = client.get("/cart/add/"), client.get("/cart/add/", headers=HTMX)
    assert (plain.status_code, plain["Allow"], htmx.status_code) == (405, "POST", 405)
    assert "This address only takes what a form sends." in plain.content.decode()
    assert b'hx-target="#notice"' in htmx.content


def test_a_form_without_its_token_is_refused_in_words() -> None:
    client = Client(enforce_csrf_checks=True)
    plain, htmx = client.post("/cart/add/"), client.post("/cart/add/", headers=HTMX)
    assert (plain.status_code, htmx.status_code) == (403, 403)
    assert b"<html" in plain.content
    assert b"Please reload it and try again." in htmx.content


def test_every_failure_has_words_for_htmx() -> None:
    failures = [
        errors.bad_request(htmx_request(), ValueError()),
        errors.permission_denied(htmx_request(), PermissionDenied()),
        errors.server_error(htmx_request()),
    ]
    assert [failure.status_code for failure in failures] == [400, 403, 500]
    assert all(b'hx-target="#notice"' in failure.content for failure in failures)
