"""Titles, descriptions, canonical addresses and link previews."""

import pytest
from django.test import Client
from pytest_django import Settings

from shop.catalogue.tests.factories import make_category, make_picture, make_product
from shop.storefront.head import DESCRIPTION_LENGTH, TITLE_LENGTH, shortened
from shop.storefront.tests.heads import head_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _address(settings: Settings) -> None:
    settings.PUBLIC_URL = "https://shop.example"


@pytest.mark.parametrize(
    "text, length, expected",
    [
        ("", 10, ""),
        (" two\n\twords ", 10, "two words"),
        ("exactly10!", 10, "exactly10!"),
        ("cut between words", 10, "cut…"),
        ("cut, between words", 10, "cut…"),
        ("withoutanyblank", 10, "withoutan…"),
        ("a " * 10**6, 10, "a a a a…"),
    ],
)
def test_a_text_is_shortened_between_its_words(text: str, length: int, expected: str) -> None:
    assert shortened(text, length) == expected


def test_a_product_page_is_called_by_its_product(client: Client) -> None:
    make_product("Blue cup", slug="cup", description="Holds\ntwo litres.")
    head = head_of(client, "/products/cup/")
    assert (head.title, head.meta["description"]) == ("Blue cup – Fastshop", "Holds two litres.")
    assert head.links["canonical"] == "https://shop.example/products/cup/"


def test_long_texts_are_cut(client: Client) -> None:
    make_product("cup " * 60, slug="cup", description="words " * 10**5)
    head = head_of(client, "/products/cup/")
    assert len(head.title) <= TITLE_LENGTH + len(" – Fastshop")
    assert DESCRIPTION_LENGTH - len("words ") < len(head.meta["description"]) <= DESCRIPTION_LENGTH


@pytest.mark.parametrize(
    "brand, expected", [("Halm", "Cup by Halm, from Table. "), ("", "Cup, from Table. ")]
)
def test_a_product_without_a_description_is_introduced(client: Client, brand: str, expected: str) -> None:
    make_product("Cup", slug="cup", brand=brand, category=make_category("Table"))
    assert head_of(client, "/products/cup/").meta["description"].startswith(expected)


def test_a_category_is_called_by_its_name(client: Client) -> None:
    make_product(category=make_category("Kitchen"))
    head = head_of(client, "/products/?category=kitchen")
    assert head.title == "Kitchen – Fastshop"
    assert head.meta["description"].startswith("Kitchen: ")
    assert head.meta["og:url"] == head.links["canonical"] == "https://shop.example/products/?category=kitchen"


def test_a_link_to_a_product_is_shown_with_its_picture_and_price(client: Client) -> None:
    cup = make_product("Cup", slug="cup", price="12.50", description="A <b>cup</b> & saucer")
    make_picture(cup, file="products/cup.webp", width=800, height=600, alt="From above")
    head = head_of(client, "/products/cup/")
    told = {
        name: value for name, value in head.meta.items() if name.startswith(("og:", "product:", "twitter:"))
    }
    assert told == {
        "og:site_name": "Fastshop",
        "og:type": "product",
        "og:title": "Cup",
        "og:description": "A <b>cup</b> & saucer",
        "og:url": "https://shop.example/products/cup/",
        "og:image": "https://shop.example/media/products/cup.webp",
        "og:image:width": "800",
        "og:image:height": "600",
        "og:image:alt": "From above",
        "product:price:amount": "12.50",
        "product:price:currency": "EUR",
        "twitter:card": "summary_large_image",
    }


@pytest.mark.parametrize("url", ["/", "/products/", "/search/?q=cup"])
def test_a_link_to_another_page_is_shown_with_a_picture_from_it(client: Client, url: str) -> None:
    make_product("Plain cup")
    make_picture(make_product("Cup"), file="products/cup.webp")
    head = head_of(client, url)
    assert head.meta["og:type"] == "website"
    assert head.meta["og:image"] == "https://shop.example/media/products/cup.webp"


def test_without_a_picture_the_card_is_a_small_one(client: Client) -> None:
    head = head_of(client, "/")
    assert head.meta["twitter:card"] == "summary"
    assert "og:image" not in head.meta


def test_pages_that_are_somebodys_own_tell_nothing(client: Client) -> None:
    head = head_of(client, "/cart/")
    assert not [name for name in head.meta if name.startswith("og:")]
    assert head.meta["description"]
