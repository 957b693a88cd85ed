"""What a product's page offers beside the product."""

import re

import pytest
from django.test import Client

from shop.catalogue import publishing
from shop.catalogue.models import Product, Variant
from shop.catalogue.tests.factories import make_category, make_product
from shop.inventory.receiving import receive
from shop.inventory.reservations import Claim, reserve
from shop.live.watching import understood
from shop.recommendations.models import Popularity
from shop.recommendations.tests.neighbouring import make_neighbours
from shop.storefront.similar import SHOWN

pytestmark = pytest.mark.django_db


def offered(client: Client, product: Product) -> list[str]:
    return [card.title for card in client.get(product.get_absolute_url()).context["related"]]


def heading(client: Client, product: Product) -> str:
    html = client.get(product.get_absolute_url()).content.decode()
    return re.search(r'class="similar-usual">\s*(.*?)\s*<', html)[1]


@pytest.fixture
def cup() -> Product:
    """Make a product with six neighbours, Like 0 the nearest, of which there are 10 each."""
    cup = make_product("Cup")
    make_neighbours(cup, *(make_product(f"Like {number}", category=make_category()) for number in range(6)))
    return cup


def default(title: str) -> int:
    return Product.objects.get(title=title).default_variant_id


def test_what_is_like_it_stands_there_the_nearest_first(client: Client, cup: Product) -> None:
    make_product("Of the same category", category=cup.category)
    assert offered(client, cup) == ["Like 0", "Like 1", "Like 2", "Like 3"]
    assert heading(client, cup) == "Similar to this"


def test_what_nobody_can_buy_this_moment_is_left_out_whatever_lists_still_believe(
    client: Client, cup: Product
) -> None:
    receive(default("Like 0"), -10)
    reserve([Claim(default("Like 1"), 10, seconds=900)], claimant="somebody's cart")
    publishing.set_archived(Variant.objects.filter(pk=default("Like 2")), True)
    assert offered(client, cup) == ["Like 3", "Like 4", "Like 5"]


def test_a_sold_out_product_offers_what_is_close_to_it_instead(client: Client, cup: Product) -> None:
    receive(cup.default_variant_id, -10)
    html = client.get(cup.get_absolute_url()).content.decode()
    assert html.index('id="stock-') < html.index('href="#similar"') < html.index('id="restock-title"')
    assert 'id="similar"' in html
    assert "In stock now, close to this</span>" in html


def test_without_neighbours_it_is_what_sells_nearby(client: Client) -> None:
    kitchen = make_category("Kitchen")
    cups, pots = make_category("Cups", parent=kitchen), make_category("Pots", parent=kitchen)
    product, old, _new = (make_product(title, category=cups) for title in ("Cup", "Old", "New"))
    make_product("Pot", category=pots)
    make_product("Chair", category=make_category("Chairs"))
    assert offered(client, product) == ["New", "Old", "Pot"]
    assert heading(client, product) == "From the same shelf"
    Popularity.objects.create(product=old, units=3)
    assert offered(client, product) == ["Old", "New", "Pot"]
    assert heading(client, product) == "Popular in Cups"


def test_without_anything_to_offer_there_is_no_shelf_and_nothing_leads_to_one(client: Client) -> None:
    html = client.get(make_product(stock=0).get_absolute_url()).content.decode()
    assert "similar" not in html


def test_the_page_follows_the_stock_of_what_it_offers(client: Client, cup: Product) -> None:
    html = client.get(cup.get_absolute_url()).content.decode()
    (token,) = re.findall(r"watch=([^\"]+)", html)
    cards = client.get(cup.get_absolute_url()).context["related"]
    assert len(cards) == SHOWN
    assert set(understood([token]).versions["variant"]) == {
        cup.default_variant_id,
        *(card.variant for card in cards),
    }


def test_what_is_offered_is_not_shown_again_among_what_was_looked_at(client: Client, cup: Product) -> None:
    like = Product.objects.get(title="Like 1")
    other = make_product("Other", category=make_category())
    for product in (like, other):
        client.get(product.get_absolute_url())
    response = client.get(cup.get_absolute_url())
    assert [viewed.title for viewed in response.context["recently_viewed"]] == ["Other"]
    assert response.content.decode().count(f'id="stock-{like.default_variant_id}"') == 1


def test_a_product_that_is_sold_no_more_offers_what_was_like_it(client: Client, cup: Product) -> None:
    receive(default("Like 0"), -10)
    publishing.archive(Product.objects.filter(pk=cup.pk))
    response = client.get(cup.get_absolute_url())
    assert response.status_code == 410
    assert [card.title for card in response.context["cards"]] == ["Like 1", "Like 2", "Like 3", "Like 4"]
