import re

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from shop.catalogue.tests.factories import make_category, make_product
from shop.live.watching import understood
from shop.storefront.navigation import navigation
from shop.storefront.tests.reading import HTMX
from shop.storefront.tree import TOP_CAP

pytestmark = pytest.mark.django_db


def test_nothing_is_read_for_a_page_that_shows_nothing_of_it() -> None:
    request = RequestFactory().get("/")
    request.session = SessionStore()
    with CaptureQueriesContext(connection) as captured:
        navigation(request)
    assert len(captured) == 0


def test_every_page_leads_to_the_first_categories_as_the_merchant_ordered_them(client: Client) -> None:
    for position in range(TOP_CAP + 2):
        make_category(f"Category {9 - position}", position=position)
    assert [category.position for category in client.get("/cart/").context["categories"]] == list(
        range(TOP_CAP)
    )


def test_a_page_asks_to_follow_what_it_shows_and_the_cart(client: Client) -> None:
    shown = make_product().default_variant
    make_product("Draft", state="draft")
    for url in ("/", "/products/", shown.product.get_absolute_url()):
        watched = understood(tokens(client.get(url).content.decode())).versions
        assert set(watched["variant"]) == {shown.pk}
        assert "cart" in watched
    part = understood(tokens(client.get("/products/", headers=HTMX).content.decode())).versions
    assert set(part["variant"]) == {shown.pk}


def tokens(page: str) -> list[str]:
    return re.findall(r'watch="?([^"]+)"', page)
