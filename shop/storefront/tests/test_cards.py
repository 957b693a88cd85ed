"""What a card says of a product that comes as several things."""

from decimal import Decimal

import pytest
from django.test import Client

from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory.availability import availability
from shop.reviews.tests.reviewing import reviewed
from shop.storefront.tests.importing import Load

pytestmark = pytest.mark.django_db


def test_a_card_says_that_another_choice_costs_less(client: Client) -> None:
    make_product("Cup", variants=[{"price": "12"}, {"price": "9"}])
    assert "others from €9.00" in client.get("/products/").content.decode()


@pytest.mark.parametrize(
    "other", [{"price": "12"}, {"price": "20"}, {"price": "9", "archived": True}], ids=str
)
def test_a_card_says_nothing_of_choices_that_do_not_cost_less(client: Client, other: dict) -> None:
    make_product("Cup", variants=[{"price": "12"}, other])
    assert "others from" not in client.get("/products/").content.decode()


def test_a_card_has_stars_once_somebody_gave_some(client: Client) -> None:
    cup, _pot = make_product("Cup"), make_product("Pot")
    reviewed(cup, 4)
    shown = client.get("/products/").content.decode()
    assert "4.0 out of 5 stars, 1 review" in shown
    assert shown.count('class="rated"') == 1


def test_a_choice_that_an_import_makes_cheaper_is_news_to_pages_that_show_the_other(load: Load) -> None:
    rows = "sku,name,price,parent sku,options\nCUP,Cup,12,,Size=S\nCUP-L,,{},CUP,Size=L\n"
    load(rows.format(15))
    shown = Variant.objects.get(sku="CUP").pk
    before = availability([shown])[shown]
    load(rows.format(9))
    after = availability([shown])[shown]
    assert (before.shown_price().cheaper_choice, after.shown_price().lowest) == (False, Decimal(9))
    assert after.version > before.version
