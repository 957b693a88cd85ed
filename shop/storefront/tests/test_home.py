import pytest
from django.test import Client

from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_category, make_picture, make_product
from shop.storefront.front_page import FrontPage, front_page

pytestmark = pytest.mark.django_db


def on_shelf(page: FrontPage, title: str) -> list[str]:
    return [card.title for shelf in page.shelves if shelf.title == title for card in shelf.cards]


def test_an_empty_shop_has_a_home_page(client: Client) -> None:
    assert client.get("/").status_code == 200


def test_the_hero_is_the_drop_with_the_shortest_hold() -> None:
    make_product("Slow drop", variants=[{"hold_seconds": 600}])
    make_product("Drop", variants=[{"hold_seconds": 120}])
    make_product("Claimed with the order", variants=[{"hold_seconds": 0}])
    make_product("Sale", variants=[{"compare_at_price": "20"}])
    assert front_page().hero.title == "Drop"


def test_without_a_drop_the_hero_is_the_newest_on_sale() -> None:
    make_product("Old sale", variants=[{"compare_at_price": "20"}])
    make_product("New sale", variants=[{"compare_at_price": "20"}])
    make_product("Newest, at its usual price")
    assert front_page().hero.title == "New sale"


def test_without_a_sale_the_hero_is_the_newest() -> None:
    make_product("Older")
    make_product("Newer")
    assert front_page().hero.title == "Newer"


def test_shelves_show_what_is_new_on_sale_and_nearly_gone() -> None:
    make_product("Hero", variants=[{"hold_seconds": 60}])
    make_product("Three left", stock=3)
    make_product("Cheaper", variants=[{"compare_at_price": "20"}])
    make_product("Plain")
    make_product("Sold out", stock=0)
    page = front_page()
    assert on_shelf(page, "New") == ["Sold out", "Plain"]
    assert on_shelf(page, "On sale") == ["Cheaper"]
    assert on_shelf(page, "Few left") == ["Three left"]


def test_top_rated_is_a_shelf_once_there_are_ratings() -> None:
    make_product("Hero", variants=[{"hold_seconds": 60}])
    make_product("Good", rating_rank=4.2)
    make_product("Plain")
    make_product("Best", rating_rank=4.9)
    assert on_shelf(front_page(), "Top rated") == ["Best", "Good"]
    Product.objects.update(rating_rank=None)
    assert [shelf.title for shelf in front_page().shelves] == ["New"]


def test_a_shelf_leads_to_the_list_that_has_just_these() -> None:
    make_product("Hero", variants=[{"hold_seconds": 60}])
    make_product("Cheaper", variants=[{"compare_at_price": "20"}])
    make_product("Three left", stock=3)
    make_product("Plain")
    links = {shelf.title: shelf.url for shelf in front_page().shelves}
    assert links == {"New": "/products/", "On sale": "/products/?sale=1", "Few left": ""}


def test_no_variant_stands_on_the_page_twice(client: Client) -> None:
    for _ in range(30):
        make_product(stock=2, variants=[{"compare_at_price": "20"}])
    page = client.get("/")
    variants = [card.variant for card in front_page().cards]
    assert len(variants) == len(set(variants)) > 8
    for variant in variants:
        assert page.content.count(f'id="stock-{variant}"'.encode()) == 1


def test_drafts_and_archived_products_are_nowhere() -> None:
    make_product("Draft", state="draft")
    make_product("Archived", state="archived")
    page = front_page()
    assert (page.hero, page.shelves) == (None, [])


def test_a_category_shows_a_picture_of_a_product_below_it() -> None:
    kitchen = make_category("Kitchen")
    pots = make_category("Pots", parent=kitchen)
    make_category("Kitchen garden")
    make_picture(make_product("Pot", category=pots), alt="A pot")
    with_picture, without = front_page().categories
    assert (with_picture.name, with_picture.image.alt) == ("Kitchen", "A pot")
    assert without.image is None
