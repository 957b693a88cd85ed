import pytest
from django.test import Client
from pytest_django import Settings

from shop.catalogue.search.finding import FEW
from shop.catalogue.tests.factories import make_category, make_product
from shop.operations import rate_limits
from shop.operations.rate_limits import limit
from shop.storefront.suggesting import CATEGORIES, PRODUCTS, WORDS, suggested
from shop.storefront.tests.reading import queries

pytestmark = pytest.mark.django_db


def labels(query: str) -> dict[str, list[str]]:
    return {group.title: [str(each.label) for each in group.suggestions] for group in suggested(query)}


def test_words_categories_and_products_are_suggested_while_one_types() -> None:
    kitchen = make_category("Kitchen")
    make_product("Enamel kettle", slug="kettle", category=make_category("Tea", parent=kitchen))
    assert labels("enamel ket") == {
        "Searches": ["<mark>enamel</mark> <mark>kettle</mark>"],
        "Categories": ["Tea <small>Kitchen</small>"],
        "Products": ["<mark>Enamel</mark> <mark>kettle</mark>"],
    }
    assert [each.url for group in suggested("enamel ket") for each in group.suggestions] == [
        "/search/?q=enamel+kettle",
        "/products/?category=kitchen/tea",
        "/products/kettle/",
    ]


def test_a_typo_is_suggested_as_what_was_meant() -> None:
    make_product("Kettle")
    assert labels("ketlte")["Products"] == ["<mark>Kettle</mark>"]


def test_what_is_typed_already_is_no_suggestion_and_drafts_are_none_either() -> None:
    make_product("Kettle", state="draft")
    assert labels("kettle") == {}
    make_product("Kettle")
    assert "Searches" not in labels("kettle")


def test_titles_and_categories_cannot_bring_markup_in(client: Client) -> None:
    make_product("<b>Kettle</b>", category=make_category("<i>Tea"))
    page = client.get("/search/suggestions/?q=kett").text
    assert "&lt;b&gt;<mark>Kettle</mark>&lt;/b&gt;" in page
    assert "&lt;i&gt;Tea" in page


def test_the_answer_is_of_bounded_size_and_cost_and_may_be_kept_for_a_moment(client: Client) -> None:
    for number in range(FEW + 1):
        make_product(f"Kettle {number}")
    few = queries(client, "/search/suggestions/?q=kettle")
    for number in range(30):
        make_product(f"Kettle kettle{number}", category=make_category())
    response = client.get("/search/suggestions/?q=kettle")
    assert response.text.count('role="option"') == WORDS - 1 + CATEGORIES + PRODUCTS
    assert response["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in response["Vary"]
    assert queries(client, "/search/suggestions/?q=kettle") == few


@pytest.mark.parametrize("query", ["", " ", "\x00", "'", "☕" * 300, "a" * 10_000, "<script>"])
def test_any_beginning_is_answered(client: Client, query: str) -> None:
    make_product("Kettle")
    response = client.get("/search/suggestions/", {"q": query})
    assert (response.status_code, response.text.strip()) == (200, "")


def test_who_asks_for_suggestions_too_often_waits(client: Client, settings: Settings) -> None:
    settings.CACHE_URL = ""
    settings.RATE_LIMITS = {"suggestions": limit("RATE_SUGGESTIONS", "9/minute, 2/minute")}
    rate_limits._limiter("").storage.reset()  # noqa: SLF001  nobody else forgets what was counted
    assert [client.get("/search/suggestions/?q=k").status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/search/?q=k").status_code == 200
