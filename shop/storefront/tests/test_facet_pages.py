"""Facets as an address: what is answered, shown, offered to take back, and told to search engines."""

import re
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_category, make_product
from shop.storefront.sidebar import Sidebar
from shop.storefront.tests.reading import HTMX, titles

pytestmark = pytest.mark.django_db

NAMES = [
    "q",
    "category",
    "brand",
    "min",
    "max",
    "rating",
    "stock",
    "sale",
    "sort",
    "page",
    "option.Size",
    "option.",
]
VALUES = [
    "",
    "1",
    "4",
    "Lund",
    "M",
    "clothes",
    "%00",
    "\x00",
    "'",
    '"',
    "\\",
    "%",
    "{}",
    "NaN",
    "-1",
    "9" * 40,
    "½",
    "\ud800",
]


@pytest.fixture(autouse=True)
def shelf(db: None) -> None:
    clothes = make_category("Clothes")
    shirts = [{"options": {"Size": "M"}}, {"options": {"Size": "L"}}]
    make_product("Shirt", brand="Lund & Co", price="20", category=clothes, variants=shirts)
    make_product("Coat", brand="Berg", price="90", category=clothes, variants=[{"options": {"Size": "L"}}])
    make_product("Cup", brand="Berg", price="8", stock=0, category=make_category("Kitchen"))


def sidebar(response: HttpResponse) -> Sidebar:
    return response.context["listing"].sidebar


@pytest.mark.parametrize(
    "query, expected",
    [
        ("brand=Berg", ["Cup", "Coat"]),
        ("brand=Berg&brand=Lund+%26+Co", ["Cup", "Coat", "Shirt"]),
        ("min=8&max=20", ["Cup", "Shirt"]),
        ("max=8", ["Cup"]),
        ("stock=1", ["Coat", "Shirt"]),
        ("option.Size=L", ["Coat", "Shirt"]),
        ("option.Size=M&option.Size=L&brand=Berg", ["Coat"]),
        ("category=clothes&min=50", ["Coat"]),
        ("brand=Nobody", []),
        ("sort=price&min=10", ["Shirt", "Coat"]),
    ],
)  # fmt: skip
def test_a_list_is_narrowed(client: Client, query: str, expected: list[str]) -> None:
    response = client.get(f"/products/?{query}")
    assert titles(response) == expected
    assert response.context["listing"].count == len(expected)


def test_a_search_is_narrowed_by_category_too_and_leads_back_up(client: Client) -> None:
    response = client.get("/search/?q=berg&category=clothes")
    assert titles(response) == ["Coat"]
    assert [(link.url, link.current) for link in sidebar(response).above] == [
        ("/search/?q=berg", False),
        ("/search/?q=berg&category=clothes", True),
    ]
    assert titles(client.get("/search/?q=berg&max=10")) == ["Cup"]


def test_rated_products_can_be_narrowed_and_sorted_by_their_rating(client: Client) -> None:
    assert "Top rated" not in client.get("/products/").content.decode()
    Product.objects.filter(title="Coat").update(rating="4.5", rating_rank=4.5)
    Product.objects.filter(title="Cup").update(rating="3.5", rating_rank=3.5)
    assert "Top rated" in client.get("/products/").content.decode()
    assert titles(client.get("/products/?rating=4")) == ["Coat"]
    assert titles(client.get("/products/?sort=rating")) == ["Coat", "Cup", "Shirt"]


def test_a_category_keeps_the_choice_and_says_what_it_would_show(client: Client) -> None:
    links = sidebar(client.get("/products/?brand=Berg")).categories
    assert [(link.label, link.url, link.count) for link in links] == [
        ("Clothes", "/products/?category=clothes&brand=Berg", 1),
        ("Kitchen", "/products/?category=kitchen&brand=Berg", 1),
    ]


def test_every_choice_is_a_chip_that_takes_back_itself_alone(client: Client) -> None:
    shown = sidebar(
        client.get("/products/?sort=price&brand=Berg&brand=Lund+%26+Co&option.Size=M&max=50&stock=1")
    )
    assert {chip.label: chip.url for chip in shown.chips} == {
        "Berg": "/products/?stock=1&max=50&brand=Lund+%26+Co&option.Size=M&sort=price",
        "Lund & Co": "/products/?stock=1&max=50&brand=Berg&option.Size=M&sort=price",
        "Up to €50": "/products/?stock=1&brand=Berg&brand=Lund+%26+Co&option.Size=M&sort=price",
        "In stock": "/products/?max=50&brand=Berg&brand=Lund+%26+Co&option.Size=M&sort=price",
        "Size: M": "/products/?stock=1&max=50&brand=Berg&brand=Lund+%26+Co&sort=price",
    }
    assert shown.clear_url == "/products/?sort=price"


def test_what_was_chosen_shows_even_where_it_counts_nothing(client: Client) -> None:
    shown = sidebar(client.get("/products/?brand=Nobody&option.Size=XXL&sale=1&rating=4"))
    brand, size = shown.facets
    chosen = [value for value in [*shown.switches, *brand.shown, *size.shown] if value.chosen]
    assert [(value.label, value.count) for value in chosen] == [
        ("On sale", 0), ("4 stars and up", 0), ("Nobody", 0), ("XXL", 0),
    ]  # fmt: skip


def test_a_list_in_which_nothing_is_left_says_what_leaving_out_each_filter_brings(client: Client) -> None:
    response = client.get("/products/?brand=Berg&option.Size=M&max=50")
    assert [(way.label, way.url, way.count) for way in sidebar(response).ways_out] == [
        ("Berg", "/products/?max=50&option.Size=M", 1),
        ("Size: M", "/products/?max=50&brand=Berg", 1),
    ]
    for way in sidebar(response).ways_out:
        assert len(titles(client.get(way.url))) == way.count
    assert "Nothing matches all of these" in response.content.decode()


def test_what_is_no_price_is_told_and_loses_nothing(client: Client) -> None:
    response = client.get("/products/?min=abc&max=&brand=Berg")
    assert titles(response) == ["Cup", "Coat"]
    assert "“abc” is no price." in response.content.decode()


def test_the_form_sent_as_it_is_leads_to_the_address_without_its_empty_fields(client: Client) -> None:
    assert (
        client.get("/products/?min=&max=&brand=Berg&sort=price")["Location"]
        == "/products/?brand=Berg&sort=price"
    )


def test_htmx_is_told_the_address_as_links_have_it_and_not_to_push_the_one_it_is_at(client: Client) -> None:
    here = {"HX-Current-URL": "http://testserver/products/?brand=Berg"}
    assert client.get("/products/?min=&max=&brand=Berg&stock=1", headers=HTMX | here)["HX-Push-Url"] == (
        "/products/?stock=1&brand=Berg"
    )
    assert client.get("/products/?min=&max=&brand=Berg", headers=HTMX | here)["HX-Push-Url"] == "false"


@pytest.mark.parametrize(
    "query, canonical",
    [
        ("", "/products/"),
        ("category=clothes", "/products/?category=clothes"),
        ("category=clothes&brand=Berg", "/products/?category=clothes"),
        ("category=clothes&sort=price", "/products/?category=clothes"),
        ("brand=Berg&stock=1", None),
        ("brand=Berg&brand=Lund+%26+Co", None),
    ],
)
def test_search_engines_learn_which_lists_are_worth_listing(
    client: Client, query: str, canonical: str | None
) -> None:
    response = client.get(f"/products/?{query}")
    said = re.search(r'<link rel="canonical" href="http://[^/]+([^"]+)">', response.content.decode())
    assert (said and said[1].replace("&amp;", "&")) == canonical
    assert response.get("X-Robots-Tag") == (None if canonical else "noindex")


pairs = st.tuples(st.sampled_from(NAMES) | st.text(), st.sampled_from(VALUES) | st.text(max_size=200))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(pairs, max_size=12), st.sampled_from(["/products/", "/search/"]), st.booleans())
def test_any_address_is_answered(client: Client, asked: list[tuple[str, str]], path: str, htmx: bool) -> None:
    query = urlencode(asked, errors="surrogatepass")
    response = client.get(f"{path}?{query}", headers=HTMX if htmx else {})
    assert response.status_code in {200, 302, 404}
