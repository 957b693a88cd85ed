"""What a cart's page offers below the cart."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from shop.cart.models import CartLine
from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_product
from shop.inventory.receiving import receive
from shop.live.watching import understood
from shop.orders.tests.placing import add_to_cart
from shop.recommendations.tests.neighbouring import make_neighbours
from shop.storefront.tests.reading import HTMX, queries

pytestmark = pytest.mark.django_db


def offered(response: HttpResponse) -> list[str]:
    _cart, _found, shelf = response.content.decode().partition('id="goes-with"')
    return re.findall(r'<a href="/products/[^"]*">([^<]*)</a>', shelf.partition("</section>")[0])


def put(client: Client, *products: Product) -> None:
    for product in products:
        add_to_cart(client, product.default_variant_id)


@pytest.fixture
def goods() -> tuple[Product, ...]:
    """Make a cup and a pot, what is like the cup (the pot, a jug and a bowl) and like the pot (the bowl)."""
    cup, pot, jug, bowl = (make_product(title) for title in ("Cup", "Pot", "Jug", "Bowl"))
    make_neighbours(cup, pot, jug, bowl)
    make_neighbours(pot, bowl)
    return cup, pot, jug, bowl


def test_what_is_like_most_of_the_cart_comes_first_and_nothing_that_is_in_it(
    client: Client, goods: tuple[Product, ...]
) -> None:
    put(client, *goods[:2])
    assert offered(client.get("/cart/")) == ["Bowl", "Jug"]


def test_what_is_sold_out_is_not_offered(client: Client, goods: tuple[Product, ...]) -> None:
    put(client, *goods[:2])
    receive(goods[3].default_variant_id, -10)
    assert offered(client.get("/cart/")) == ["Jug"]


def test_an_empty_cart_offers_nothing(client: Client) -> None:
    assert offered(client.get("/cart/")) == []


def test_the_shelf_follows_a_change_by_htmx_and_the_page_follows_the_shelf(
    client: Client, goods: tuple[Product, ...]
) -> None:
    put(client, *goods[:2])
    line = CartLine.objects.get(variant__product=goods[1])
    reply = client.post(f"/cart/lines/{line.pk}/remove/", headers=HTMX)
    assert offered(reply) == ["Pot", "Jug", "Bowl"]
    tokens = re.findall(r'data-watch="([^"]+)"', reply.content.decode())
    watched = {product.default_variant_id for product in goods}
    assert set(understood(tokens).versions["variant"]) == watched


def test_what_is_bought_from_the_shelf_moves_into_the_cart(
    client: Client, goods: tuple[Product, ...]
) -> None:
    put(client, goods[0])
    fields = {"variant": goods[2].default_variant_id, "quantity": 1}
    reply = client.post("/cart/add/", fields, headers=HTMX | {"HX-Current-URL": "http://testserver/cart/"})
    assert offered(reply) == ["Pot", "Bowl"]


def test_it_costs_a_query_and_three_for_its_cards_however_much_is_in_the_cart(client: Client) -> None:
    cup, *others = (make_product(f"Thing {number}") for number in range(9))
    put(client, cup)
    nothing_found = queries(client, "/cart/")
    make_neighbours(cup, *others)
    put(client, *others[:2])
    # Words, pictures and stock: a process that keeps the catalogue near reads of these only stock.
    assert queries(client, "/cart/") == nothing_found + 3
