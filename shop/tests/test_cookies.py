"""The cookies that a visitor gets, all of them ours: none follows anybody, so none needs a banner."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from shop.accounts.tests.people import confirm, make_user, sign_in, sign_up
from shop.catalogue.tests.factories import make_product
from shop.http import in_language
from shop.orders.tests.placing import add_to_cart, submit
from shop.pages.first_texts import write_missing
from shop.pages.models import Page

pytestmark = pytest.mark.django_db

COOKIES = {
    "sessionid": "cart, orders, signing in",
    "csrftoken": "a form is sent from our own page",
    "messages": "a notice, until it is shown",
    "language": "which language was read last",
    "viewed": "what was looked at, until the browser is closed",
}


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def test_who_only_looks_at_lists_has_no_session(client: Client) -> None:
    make_product()
    for path in ("/", "/products/", "/search/?q=cup", "/cart/"):
        client.get(path)
    assert client.cookies.keys() <= {"csrftoken"}
    assert not Session.objects.exists()


def test_a_whole_purchase_and_an_account_set_these_and_no_other(client: Client) -> None:
    product = make_product()
    client.get(product.get_absolute_url())
    add_to_cart(client, product.default_variant.pk)
    client.get(submit(client).url)
    client.get(in_language(reverse("find_order"), settings.LANGUAGES[-1][0]))
    sign_up(client, "bob@example.com")
    confirm(client, "bob@example.com")
    sign_in(client, make_user().email)
    for name in ("account", "orders", "addresses", "account_email", "mfa_index", "account_privacy"):
        client.get(reverse(name))
    assert client.cookies.keys() == COOKIES.keys()
    for cookie in client.cookies.values():
        assert (cookie["domain"], cookie["samesite"]) == ("", "Lax"), cookie
    assert client.cookies["viewed"]["max-age"] == ""


def test_the_privacy_page_names_them_all(client: Client) -> None:
    write_missing(Page)
    page = client.get(reverse("page", args=["privacy"])).text
    assert [name for name in COOKIES if f"<code>{name}</code>" not in page] == []


def test_no_page_asks_anything_of_another_site(client: Client) -> None:
    policy = client.get("/")["Content-Security-Policy"]
    sources = {word for part in policy.split(";") for word in part.split()[1:]}
    assert sources <= {"'self'", "'none'"}
