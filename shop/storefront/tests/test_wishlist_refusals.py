"""What a press on a heart does not do, and what it says then."""

import pytest
from django.test import Client
from pytest_django import Settings

from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_product
from shop.storefront.tests.reading import HTMX
from shop.storefront.tests.wishing import kept, press
from shop.wishlist.models import WishlistItem

pytestmark = pytest.mark.django_db

BAD = ["0", "-1", "abc", "", "1.5", "\x00", str(2**63), "9" * 400]


@pytest.mark.parametrize("says", [*({"add": bad} for bad in BAD), {"remove": "x"}, {"add": 1, "remove": 1}])
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_post_that_names_no_product_is_refused_in_words(
    shopper: Client, says: dict[str, object], headers: dict[str, str]
) -> None:
    answer = press(shopper, headers, **says)
    assert answer.status_code == 400
    assert "We do not know this product." in answer.content.decode()


@pytest.mark.parametrize("state", [Product.State.DRAFT, Product.State.ARCHIVED])
def test_what_is_not_sold_cannot_be_kept_and_gives_no_name_away(shopper: Client, state: str) -> None:
    product = make_product("Secret", state=state)
    for says in ("add", "remove"):
        assert "Secret" not in press(shopper, HTMX, **{says: product.pk}).content.decode()
    assert press(shopper, add=product.pk).status_code == 404
    assert press(shopper, add=product.pk + 1).status_code == 404
    assert kept(shopper) == []


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_full_list_says_so_and_keeps_what_it_has(
    shopper: Client, settings: Settings, headers: dict[str, str]
) -> None:
    settings.WISHLIST_CAP = 2
    products = [make_product(f"Cup {number}") for number in range(3)]
    for product in products[:2]:
        press(shopper, add=product.pk)
    answer = press(shopper, headers, add=products[2].pk)
    assert answer.status_code == 409
    assert "Your wishlist is full: take one of its 2 products off first." in answer.content.decode()
    assert kept(shopper) == ["Cup 1", "Cup 0"]
    assert press(shopper, add=products[0].pk).status_code == 302


def test_nobody_touches_the_list_of_somebody_else(client: Client, ada: User) -> None:
    product = make_product()
    WishlistItem.objects.create(user=ada, product=product)
    client.force_login(User.objects.create_user("eve@example.com", "correct horse battery"))
    press(client, remove=product.pk)
    client.post("/wishlist/tidy/")
    assert kept(client) == []
    assert WishlistItem.objects.get().user == ada


def test_a_change_is_only_posted(client: Client) -> None:
    assert client.get("/wishlist/change/").status_code == 405
    assert client.get("/wishlist/tidy/").status_code == 405
