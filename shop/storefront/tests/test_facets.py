"""What the counts beside a list say."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from shop.catalogue.models import Category, Product, Variant
from shop.catalogue.search.finding import find
from shop.catalogue.tests.factories import make_category, make_product
from shop.storefront.facets import Counts, counted, key_of
from shop.storefront.filters import Filters
from shop.storefront.tally import MOST_BRANDS
from shop.storefront.wish import Wish

pytestmark = pytest.mark.django_db


def counts(query: str = "", category: Category | None = None, words: str | None = None) -> Counts:
    found = find(words) if words else None
    filters = Filters.read(QueryDict(query))
    return counted(Wish("/products/", category=category, query=words, found=found, filters=filters))


def sizes(*sizes: str, **others: str) -> list[dict[str, Any]]:
    return [{"options": {"Size": size, **others}} for size in sizes]


@pytest.fixture(autouse=True)
def shelf(db: None) -> None:
    """Three shirts and a cup, each from a maker of its own or shared."""
    clothes = make_category("Clothes")
    make_product("Shirt", brand="Lund", price="20", category=clothes, variants=sizes("M", "L", Colour="Ink"))
    make_product(
        "Vest", brand="Lund", price="30", stock=0, category=clothes, variants=sizes("M", Colour="Sand")
    )
    sale = {"compare_at_price": "60", "options": {"Size": "L"}}
    make_product("Coat", brand="Berg", price="50", category=clothes, variants=[sale])
    make_product("Cup", brand="", price="8", category=make_category("Kitchen"))


def test_each_facet_says_how_many_products_each_choice_would_show() -> None:
    found = counts()
    assert found.total == 4
    assert found.brands == [("Lund", 2), ("Berg", 1)]
    assert found.options == {"Size": [("L", 2), ("M", 2)], "Colour": [("Ink", 1), ("Sand", 1)]}
    assert dict(found.switches) == {"stock": 3, "sale": 1, "rating": 0, "rated": 0}
    assert [(child.name, child.count) for child in found.children] == [("Clothes", 3), ("Kitchen", 1)]
    assert sum(found.prices.values()) == 4


def test_a_facet_ignores_its_own_choice_and_respects_the_others() -> None:
    found = counts("brand=Lund&stock=1&max=40")
    assert found.total == 1
    assert found.brands == [("Lund", 1)]
    assert found.switches["stock"] == 1
    assert sum(found.prices.values()) == 1
    assert [(child.name, child.count) for child in found.children] == [("Clothes", 1)]
    assert counts("brand=Lund").brands == [("Lund", 2), ("Berg", 1)]
    assert counts("sale=1").brands == [("Berg", 1)]


def test_options_are_asked_of_one_variant_and_ignore_only_their_own_name() -> None:
    found = counts("option.Size=M&option.Colour=Ink")
    assert found.total == 1
    assert found.options == {"Size": [("L", 1), ("M", 1)], "Colour": [("Ink", 1), ("Sand", 1)]}
    assert found.brands == [("Lund", 1)]
    make_product("Mixed", variants=[{"options": {"Size": "M"}}, {"options": {"Colour": "Ink"}}])
    assert counts("option.Size=M&option.Colour=Ink").total == 1


def test_an_option_that_is_no_longer_offered_is_not_counted() -> None:
    Variant.objects.filter(product__title="Coat").update(archived=True)
    assert dict(counts().options["Size"]) == {"L": 1, "M": 2}


def test_several_values_of_one_facet_add_up() -> None:
    assert counts("brand=Lund&brand=Berg").total == 3
    assert counts("option.Size=M&option.Size=L").total == 3


def test_what_would_be_there_without_a_facet_is_known() -> None:
    assert dict(counts("brand=Berg&max=40&option.Size=L").without) == {"brand": 1, "price": 1, "options": 0}


def test_a_rating_is_a_facet_as_soon_as_something_is_rated() -> None:
    Product.objects.filter(title="Cup").update(rating="3.9")
    assert (counts().switches["rated"], counts().switches["rating"]) == (1, 0)
    Product.objects.filter(title="Coat").update(rating="4.0")
    assert (counts().switches["rating"], counts("rating=4").total) == (1, 1)


def test_what_is_not_listed_is_not_counted() -> None:
    Product.objects.filter(title="Shirt").update(state=Product.State.DRAFT)
    Product.objects.filter(title="Vest").update(default_variant=None)
    assert (counts().total, counts().brands) == (2, [("Berg", 1)])


def test_a_category_and_a_search_bound_what_is_counted() -> None:
    assert counts(category=Category.objects.get(path="clothes")).brands == [("Lund", 2), ("Berg", 1)]
    assert counts(words="coat").brands == [("Berg", 1)]
    assert counts(words="").total == 0


def test_only_the_commonest_brands_are_counted_and_those_chosen() -> None:
    for number in range(MOST_BRANDS + 5):
        make_product(brand=f"A{number:03}")
    assert len(counts().brands) == MOST_BRANDS + 1
    assert ("Zorn", 1) not in counts().brands
    make_product(brand="Zorn")
    assert counts("brand=Zorn").brands[0] == ("Zorn", 1)


@pytest.fixture
def kept(settings: Settings) -> Iterator[None]:
    settings.FACET_SECONDS = 60
    cache.clear()
    yield
    cache.clear()


@pytest.mark.usefixtures("kept")
def test_counts_are_kept_for_a_while_whatever_the_sort_and_page() -> None:
    filters = Filters.read(QueryDict("brand=Lund&stock=1"))
    with CaptureQueriesContext(connection) as queries:
        counted(Wish("/products/", filters=filters))
    assert len(queries) == 2
    with CaptureQueriesContext(connection) as queries:
        counted(Wish("/products/", filters=filters, sort="price", page="3"))
    assert len(queries) == 0
    assert counts("brand=Berg&stock=1").brands == [("Berg", 1), ("Lund", 1)]


@pytest.mark.usefixtures("kept")
def test_when_the_time_is_over_the_next_visitor_counts_anew_and_others_see_the_old_counts_until_then() -> (
    None
):
    assert counts().total == 4
    make_product("Bowl")
    assert counts().total == 4
    cache.delete(f"{key_of(Wish('/products/'))}:fresh")
    assert counts().total == 5
