import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from shop.catalogue.models import Category, Product
from shop.catalogue.tests.factories import make_category, make_picture, make_product
from shop.recommendations.tests.neighbouring import make_neighbours
from shop.storefront.tests.reading import queries

pytestmark = pytest.mark.django_db

PAGES = {
    "/": 12,
    "/products/": 9,
    "/products/?category=kitchen&sort=price": 10,
    "/products/?brand=Lund&stock=1&option.Size=M&min=5": 8,
    "/search/?q=cup": 10,
    "/products/the-cup/": 11,  # the last for what sells nearby: there is nothing like it
    "/products/the-pot/": 10,
}


def fill(category: Category, products: int) -> None:
    for number in range(products):
        sale = {"compare_at_price": "20"} if number % 3 else {}
        make_picture(
            make_product(
                f"Cup {number}",
                brand="Lund",
                stock=number % 9,
                category=category,
                variants=[sale, {"options": {"Size": "M"}}],
            )
        )


def test_a_page_costs_the_same_queries_however_large_the_catalogue() -> None:
    kitchen = make_category("Kitchen")
    make_product("The cup", slug="the-cup", category=kitchen, variants=[{"hold_seconds": 60}])
    fill(kitchen, 6)
    pot = make_product("The pot", slug="the-pot", category=kitchen)
    make_neighbours(pot, *Product.objects.filter(brand="Lund"))
    small = {url: queries(Client(), url) for url in PAGES}
    for number in range(4):
        fill(make_category(f"Cups {number}", parent=kitchen), 15)
    assert small == PAGES
    assert {url: queries(Client(), url) for url in PAGES} == PAGES


def test_a_signed_in_shopper_costs_only_who_they_are_and_what_is_in_their_cart_and_on_their_wishlist(
    client: Client,
) -> None:
    make_product()
    before = queries(client, "/products/")
    client.force_login(get_user_model().objects.create_user("ada@example.com", "secret"))
    assert queries(client, "/products/") <= before + 4
