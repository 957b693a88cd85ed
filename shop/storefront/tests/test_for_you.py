"""What the home page offers to one visitor."""

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.cart import holds
from shop.cart.models import Cart
from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_product
from shop.inventory.receiving import receive
from shop.orders.tests.placing import place
from shop.recommendations.tests.neighbouring import make_neighbours
from shop.storefront.tests.reading import queries

pytestmark = pytest.mark.django_db


def offered(client: Client) -> list[str]:
    shelf = client.get("/").context["shelves"][0]
    return [card.title for card in shelf.cards] if shelf.title == "For you" else []


@pytest.fixture
def cup() -> Product:
    """Make a cup with two neighbours, in a shop that has other things."""
    make_product("Hero", variants=[{"hold_seconds": 60}])
    cup, jug, bowl = (make_product(title) for title in ("Cup", "Jug", "Bowl"))
    make_neighbours(cup, jug, bowl)
    return cup


def buy(user: User, product: Product) -> None:
    place(holds.add(Cart(user=user), product.default_variant, 1).cart, user=user)


def test_who_is_known_for_nothing_is_offered_nothing(client: Client, cup: Product) -> None:
    assert offered(client) == []


def test_what_is_like_what_somebody_looked_at_is_for_them_alone(client: Client, cup: Product) -> None:
    client.get(cup.get_absolute_url())
    assert offered(client) == ["Jug", "Bowl"]
    assert "private" in client.get("/")["Cache-Control"]
    assert offered(Client()) == []


def test_what_is_like_what_a_shopper_bought_is_for_them_wherever_they_sign_in(
    client: Client, ada: User, cup: Product
) -> None:
    buy(ada, cup)
    assert offered(client) == []
    client.force_login(ada)
    assert offered(client) == ["Jug", "Bowl"]


def test_neither_what_is_sold_out_nor_what_the_page_shows_already_is_offered(
    client: Client, cup: Product
) -> None:
    hero, jug = (Product.objects.get(title=title) for title in ("Hero", "Jug"))
    make_neighbours(jug, hero)
    for product in (cup, jug):
        client.get(product.get_absolute_url())
    assert offered(client) == ["Bowl"]
    receive(Product.objects.get(title="Bowl").default_variant_id, -10)
    assert offered(client) == []


def test_no_product_stands_on_the_page_twice(client: Client, cup: Product) -> None:
    client.get(cup.get_absolute_url())
    page = client.get("/")
    for product in Product.objects.all():
        assert page.content.count(f'id="stock-{product.default_variant_id}"'.encode()) == 1


def test_it_costs_a_query_for_who_looked_at_something_and_one_more_for_who_is_signed_in(
    client: Client, ada: User, cup: Product
) -> None:
    page = "/products/"  # remembers nothing, and offers nothing to anybody
    before, elsewhere = queries(client, "/"), queries(client, page)
    client.get(cup.get_absolute_url())
    assert queries(client, "/") == before + 1
    client.force_login(ada)
    assert queries(client, "/") - queries(client, page) == before - elsewhere + 2
