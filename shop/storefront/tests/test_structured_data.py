"""What pages say to machines is well-formed, is what Google asks for, and is what the page shows."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from pytest_django import Settings

from shop.catalogue.models import Category, Product, Variant
from shop.catalogue.tests.factories import make_category, make_picture, make_product
from shop.inventory.receiving import receive
from shop.inventory.reservations import Claim, reserve
from shop.reviews.tests.reviewing import reviewed
from shop.storefront.tests.heads import HeadOf, head_of

pytestmark = pytest.mark.django_db

SCHEMA = json.loads(Path(__file__).with_name("rich_results.schema.json").read_text())
BAND = {
    "available": "https://schema.org/InStock",
    "few_left": "https://schema.org/LimitedAvailability",
    "all_held": "https://schema.org/OutOfStock",
    "sold_out": "https://schema.org/SoldOut",
}
NASTY = "</script><script>alert(1)</script> & <!-- 'x' \"y\" \u2028\u2029 ]]>"


@pytest.fixture(autouse=True)
def _address(settings: Settings) -> None:
    settings.PUBLIC_URL = "https://shop.example"


@pytest.fixture
def pots() -> Category:
    return make_category("Pots", parent=make_category("Kitchen"))


@pytest.fixture
def pot(pots: Category) -> Product:
    variants = [
        {"options": {"Size": size}, "price": price, "stock": stock}
        for size, price, stock in (("S", "10", 20), ("M", "12.50", 2), ("L", "99", 0), ("XL", "120", 1))
    ]
    made = make_product("Pot", slug="pot", category=pots, brand="Halm", variants=variants)
    make_picture(made)
    return made


def complaints(head: HeadOf) -> list[str]:
    return [error.message for data in head.data for error in Draft202012Validator(SCHEMA).iter_errors(data)]


def shown(client: Client, variant: Variant) -> tuple[str, str]:
    """Return what the variant's own page says that it costs, and about its stock."""
    html = client.get(f"{variant.product.get_absolute_url()}?variant={variant.pk}").content.decode()
    price = re.search(rf'id="price-{variant.pk}".*?price-now">€([\d.,]+)', html, re.DOTALL)
    band = re.search(rf'id="stock-{variant.pk}"[^>]*data-band="(\w+)"', html)
    assert price
    assert band
    return price[1].replace(",", ""), BAND[band[1]]


@pytest.mark.parametrize("url", ["/", "/products/?category=kitchen/pots", "/products/pot/"])
def test_what_a_page_tells_is_what_google_asks_for(client: Client, pot: Product, url: str) -> None:
    head = head_of(client, url)
    assert len(head.data) == 1
    assert complaints(head) == []


def test_the_check_notices_what_is_missing(client: Client, pot: Product) -> None:
    head = head_of(client, "/products/pot/")
    del head.thing("Product")["offers"][1]["price"]
    head.thing("BreadcrumbList")["itemListElement"][0]["item"] = "/products/"
    assert len(complaints(head)) == 2


def test_every_offer_says_what_its_page_shows(client: Client, pot: Product) -> None:
    held = pot.variants.get(price=120)
    reserve([Claim(held.pk, 1, 60)], claimant="somebody")
    offers = {offer["sku"]: offer for offer in head_of(client, "/products/pot/").thing("Product")["offers"]}
    assert {offer["availability"] for offer in offers.values()} == set(BAND.values())
    for variant in pot.variants.all():
        offer = offers.pop(variant.sku)
        assert (offer["price"], offer["availability"]) == shown(client, variant)
        assert offer["url"] == f"https://shop.example/products/pot/?variant={variant.pk}"
    assert offers == {}


def test_an_archived_variant_is_not_offered(client: Client, pot: Product) -> None:
    gone = pot.variants.first()
    Variant.objects.filter(pk=gone.pk).update(archived=True)
    offers = head_of(client, "/products/pot/").thing("Product")["offers"]
    assert gone.sku not in {offer["sku"] for offer in offers}
    assert len(offers) == 3


def test_price_and_stock_are_as_fresh_as_the_page(client: Client, pot: Product) -> None:
    client.get("/products/pot/")
    small = pot.variants.get(price=10)
    receive(small.pk, -20)
    Variant.objects.filter(pk=small.pk).update(price="11.95")
    offer = head_of(client, "/products/pot/").thing("Product")["offers"][0]
    assert (offer["price"], offer["availability"]) == ("11.95", BAND["sold_out"])


def test_the_product_is_told_in_full(client: Client, pot: Product) -> None:
    Product.objects.update(description="Holds\n\n two litres.")
    told = head_of(client, "/products/pot/").thing("Product")
    assert told["name"] == "Pot"
    assert told["brand"] == {"@type": "Brand", "name": "Halm"}
    assert told["description"] == "Holds two litres."
    assert told["category"] == "Kitchen > Pots"
    assert told["image"] == [f"https://shop.example{pot.pictures.get().file.url}"]
    assert told["sku"] == pot.default_variant.sku


def test_what_a_product_does_not_have_is_not_told(client: Client) -> None:
    make_product("Plain", slug="plain")
    told = head_of(client, "/products/plain/").thing("Product")
    assert not told.keys() & {"brand", "image", "aggregateRating"}


def test_the_rating_is_told_once_there_is_one_and_as_the_page_shows_it(client: Client, pot: Product) -> None:
    for stars, email in ((5, "ada@example.com"), (4, "bob@example.com"), (4, "eve@example.com")):
        reviewed(pot, stars, email=email)
    response = client.get("/products/pot/")
    head = HeadOf(response.content.decode())
    assert complaints(head) == []
    told = head.thing("Product")["aggregateRating"]
    assert (told["ratingValue"], told["reviewCount"]) == ("4.33", 3)
    assert "4.3 out of 5 stars, 3 reviews" in response.content.decode()
    told["ratingValue"] = "5.1"
    assert len(complaints(head)) == 1


def test_the_trail_is_the_one_that_the_page_shows(client: Client, pot: Product) -> None:
    response = client.get("/products/pot/")
    items = HeadOf(response.content.decode()).thing("BreadcrumbList")["itemListElement"]
    assert [(item["position"], item["name"]) for item in items] == [
        *((1, "Everything"), (2, "Kitchen"), (3, "Pots"), (4, "Pot")),
    ]
    for item in items[:-1]:
        path = item["item"].removeprefix("https://shop.example")
        assert f'<a href="{path}">{item["name"]}</a>' in response.content.decode()
        assert client.get(path).status_code == 200


def test_a_text_cannot_end_the_data(client: Client, pots: Category) -> None:
    Category.objects.update(name=NASTY)
    product = make_product(NASTY, slug="nasty", brand=NASTY[:120], description=NASTY, category=pots)
    make_picture(product)
    head = head_of(client, "/products/nasty/")
    assert complaints(head) == []
    assert head.thing("Product")["name"] == NASTY
    (script,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>',
        client.get("/products/nasty/").content.decode(),
        re.DOTALL,
    )
    assert not set(script) & set("<>&\u2028\u2029")


def test_the_search_that_the_home_page_tells_of_works(client: Client, pot: Product) -> None:
    told = head_of(client, "/").thing("WebSite")["potentialAction"]["target"]["urlTemplate"]
    path = told.removeprefix("https://shop.example").replace("{search_term_string}", "pot")
    assert [card.title for card in client.get(path).context["listing"].cards] == ["Pot"]


def test_a_list_without_a_trail_tells_nothing(client: Client, pot: Product) -> None:
    assert head_of(client, "/products/").data == []
