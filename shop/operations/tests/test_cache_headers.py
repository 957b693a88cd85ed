import pytest
from django.test import Client

from shop.accounts.models import User
from shop.catalogue.tests.factories import make_product

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/", "/products/", "/products/cup/", "/cart/", "/wishlist/", "/nowhere/"]
)
def test_a_page_that_follows_a_cookie_is_kept_by_its_visitors_browser_alone(
    client: Client, address: str
) -> None:
    make_product("Cup", slug="cup")
    assert client.get(address)["Cache-Control"] == "private"


@pytest.mark.parametrize(
    "address",
    ["/accounts/email/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/2fa/totp/activate/"],
)
def test_nothing_in_an_account_is_kept_anywhere(client: Client, address: str) -> None:
    client.force_login(User.objects.create_user("ada@example.com", "x"))
    assert "no-store" in client.get(address)["Cache-Control"]


def test_what_is_the_same_for_everybody_may_be_kept_by_everybody(client: Client) -> None:
    for address in ("/sitemap.xml", "/search/suggestions/?q=cup"):
        assert "public" in client.get(address)["Cache-Control"]
    assert "Cache-Control" not in client.get("/robots.txt")
