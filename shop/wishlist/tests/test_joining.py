"""What becomes of a visitor's wishlist when they sign in, sign up and sign out."""

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from shop.accounts.models import User
from shop.accounts.tests.people import PASSWORD, confirm, make_user, sign_up
from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_product
from shop.wishlist.lists import ShoppersList
from shop.wishlist.models import WishlistItem

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def ada() -> User:
    return make_user("ada@example.com")


def wish(client: Client, *products: Product) -> None:
    for product in products:
        client.post("/wishlist/change/", {"add": product.pk})


def sign_in(client: Client, user: User) -> str:
    answer = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD}, follow=True)
    return answer.content.decode()


def test_a_visitors_list_comes_on_top_of_the_shoppers_own(client: Client, ada: User) -> None:
    cup, bowl, pot = (make_product(title) for title in ("Cup", "Bowl", "Pot"))
    ShoppersList(ada).add(cup.pk)
    wish(client, cup, bowl, pot)
    sign_in(client, ada)
    assert ShoppersList(ada).products() == [pot.pk, bowl.pk, cup.pk]
    assert "wishlist" not in client.session


def test_a_visitors_list_survives_signing_up(client: Client) -> None:
    cup = make_product()
    wish(client, cup)
    sign_up(client, "new@example.com")
    confirm(client, "new@example.com")
    assert WishlistItem.objects.get().user.email == "new@example.com"


def test_what_was_deleted_meanwhile_does_not_keep_anybody_out(client: Client, ada: User) -> None:
    gone, cup = make_product(stock=0), make_product()
    wish(client, gone, cup)
    gone.delete()
    sign_in(client, ada)
    assert ShoppersList(ada).products() == [cup.pk]


def test_what_finds_no_room_is_said_and_the_newest_come_first(
    client: Client, ada: User, settings: Settings
) -> None:
    settings.WISHLIST_CAP = 2
    old, older, new = make_product(), make_product(), make_product()
    ShoppersList(ada).add(old.pk)
    wish(client, older, new)
    html = sign_in(client, ada)
    assert ShoppersList(ada).products() == [new.pk, old.pk]
    assert "Your wishlist is full: 1 product that you chose before signing in is not on it." in html


def test_signing_out_leaves_nothing_for_the_next_visitor(client: Client, ada: User) -> None:
    wish(client, make_product())
    sign_in(client, ada)
    client.post("/accounts/logout/")
    assert client.get("/wishlist/").context["cards"] == []
    assert WishlistItem.objects.count() == 1
