"""What a visitor's browser remembers of what they looked at."""

import re

import pytest
from django.core import signing
from django.test import Client

from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_category, make_picture, make_product
from shop.storefront import recently_viewed
from shop.storefront.tests.reading import HTMX, queries

pytestmark = pytest.mark.django_db


def look(client: Client, *products: Product) -> None:
    for product in products:
        client.get(product.get_absolute_url())


def shown(client: Client, url: str) -> list[str]:
    html = client.get(url).content.decode()
    shelf = html.partition('id="recently-viewed"')[2].partition("</section>")[0]
    return re.findall(r'class="tile-name"><bdi[^>]*>([^<]*)<', shelf)


def alone(title: str) -> Product:
    """Make a product in a category of its own, so that it is not related to the others."""
    return make_product(title, category=make_category())


def test_the_newest_stand_first_and_the_page_itself_is_left_out(client: Client) -> None:
    cup, bowl, pot = (alone(title) for title in ("Cup", "Bowl", "Pot"))
    look(client, cup, bowl, cup, pot)
    assert shown(client, "/cart/") == ["Pot", "Cup", "Bowl"]
    assert shown(client, pot.get_absolute_url()) == ["Cup", "Bowl"]


def test_what_the_page_shows_already_is_left_out(client: Client) -> None:
    cup, bowl = make_product("Cup"), make_product("Bowl")
    look(client, cup, bowl)
    assert shown(client, cup.get_absolute_url()) == []
    assert shown(client, "/") == []


def test_no_more_are_remembered_and_shown_than_fit(client: Client) -> None:
    products = [alone(f"Cup {number}") for number in range(recently_viewed.REMEMBERED + 2)]
    look(client, *products)
    assert shown(client, "/cart/") == [f"Cup {number}" for number in range(13, 7, -1)]
    cookie = client.cookies[recently_viewed.COOKIE]
    _owner, kept = signing.loads(cookie.value, salt=recently_viewed.SALT)
    assert kept == [product.pk for product in reversed(products)][: recently_viewed.REMEMBERED]
    assert len(cookie.value) < 400


@pytest.mark.parametrize("state", [Product.State.DRAFT, Product.State.ARCHIVED])
def test_what_is_no_longer_sold_is_dropped(client: Client, state: str) -> None:
    cup, bowl = alone("Cup"), alone("Bowl")
    look(client, cup, bowl)
    Product.objects.filter(pk=cup.pk).update(state=state)
    assert shown(client, "/cart/") == ["Bowl"]


def test_looking_leaves_no_session_and_a_cookie_that_ends_with_the_browser(client: Client) -> None:
    look(client, make_product())
    assert "sessionid" not in client.cookies
    cookie = client.cookies[recently_viewed.COOKIE]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"], cookie["samesite"]) == (
        *("", "", True),
        "Lax",
    )


def test_a_page_that_is_looked_at_again_sets_no_cookie(client: Client) -> None:
    product = make_product()
    look(client, product)
    assert recently_viewed.COOKIE not in client.get(product.get_absolute_url()).cookies


@pytest.mark.parametrize("made_up", ["", "nonsense", "W10:x:y", "[1,[1]]", "é", "a" * 5000])
def test_a_cookie_that_is_not_ours_means_nothing(client: Client, made_up: str) -> None:
    product = make_product()
    client.cookies[recently_viewed.COOKIE] = made_up
    assert shown(client, "/cart/") == []
    assert client.get(product.get_absolute_url()).status_code == 200


def test_a_cookie_of_our_own_from_elsewhere_means_nothing(client: Client) -> None:
    client.cookies[recently_viewed.COOKIE] = signing.dumps([0, [make_product().pk]], salt="another")
    assert shown(client, "/cart/") == []


def test_it_stays_when_the_visitor_signs_in_and_is_nobody_elses_afterwards(client: Client) -> None:
    ada = User.objects.create_user("ada@example.com", "correct horse battery")
    cup, bowl = alone("Cup"), alone("Bowl")
    look(client, cup)
    client.force_login(ada)
    assert shown(client, "/cart/") == ["Cup"]
    look(client, bowl)
    assert shown(client, "/cart/") == ["Bowl", "Cup"]
    viewed = client.cookies[recently_viewed.COOKIE].value
    client.logout()
    client.cookies[recently_viewed.COOKIE] = viewed
    assert shown(client, "/cart/") == []


def test_a_visitor_can_have_it_forgotten(client: Client) -> None:
    look(client, alone("Cup"))
    answer = client.post("/viewed/clear/", {"next": "/cart/"})
    assert answer.url == "/cart/"
    assert shown(client, "/cart/") == []


def test_having_it_forgotten_leads_nowhere_but_into_the_shop(client: Client) -> None:
    for elsewhere in ("//evil.example", "no such page"):
        assert client.post("/viewed/clear/", {"next": elsewhere}).url == "/"


def test_htmx_takes_the_shelf_away_and_says_so(client: Client) -> None:
    look(client, alone("Cup"))
    html = client.post("/viewed/clear/", headers=HTMX).content.decode()
    assert '<hx-partial hx-target="#recently-viewed" hx-swap="delete">' in html
    assert "does not remember" in html
    assert shown(client, "/cart/") == []


def test_it_costs_two_queries_where_there_is_something_to_show(client: Client) -> None:
    before = queries(client, "/cart/")
    for number in range(5):
        product = alone(f"Cup {number}")
        make_picture(product)
        look(client, product)
    assert queries(client, "/cart/") == before + 2
