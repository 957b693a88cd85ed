import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.catalogue.models import Product
from shop.catalogue.search import finding, plain
from shop.catalogue.search.finding import find
from shop.catalogue.search.matching import matching
from shop.catalogue.search.words import asked_for
from shop.catalogue.tests.factories import make_category, make_product
from shop.catalogue.tests.searching import hits

pytestmark = pytest.mark.django_db

HOSTILE = [
    "\x00cup\x00", "'", '"', "''; DROP TABLE catalogue_search; --", "cup' OR '1'='1", "& | ! : * ( ) <-> \\",
    "cup:*", "cup & !saucer", "NEAR(cup saucer)", "title:cup", "^cup", "{title}: cup", "(", "*", "-", "…",
    "☕", "👩‍🚀", "cup" * 4_000, "cup " * 4_000, "%", "_", "ﬃ", "\ud800", "İ", "٣", "²", "x" * 10_000, "-cup",
]  # fmt: skip


def test_title_goes_before_brand_before_category_before_description() -> None:
    usual = {"brand": "Sol", "category": make_category("China"), "description": "Fine."}
    for title, fields in {
        "Bowl": {"description": "Cup."},
        "Saucer": {"category": make_category("Cup")},
        "Plate": {"brand": "Cup"},
        "Cup": {},
    }.items():
        make_product(title, **usual | fields)
    make_product("Cup", category=make_category(), state="draft")
    assert hits("cup") == ["Cup", "Plate", "Saucer", "Bowl"]


@pytest.mark.parametrize(
    "typed",
    [
        *("CAFÉ", "cafe", "Café", "cafés", "caf", "creme", "crème caf", "ÉCRU"),
        *("womens", "women's", "women’s", "women", "womans", "woman"),
    ],
)
def test_case_accents_apostrophes_and_endings_do_not_matter(typed: str) -> None:
    make_product("Café crème écru", brand="Women’s woman")
    make_product("Chair")
    assert hits(typed) == ["Café crème écru"]


@pytest.mark.parametrize("typed", ["tshirt", "t-shirt", "t shirt", "T‑Shirts", "shirt", "tshirts"])
def test_what_a_hyphen_joins_is_found_together_and_apart(typed: str) -> None:
    make_product("Striped T-Shirt")
    assert hits(typed) == ["Striped T-Shirt"]


@pytest.mark.parametrize("typed", ["AB-100/X", "ab-100/x", "ab100x", "AB-100", "ab10"])
def test_a_sku_is_found_whole_or_by_its_beginning(typed: str) -> None:
    make_product("Cup", variants=[{"sku": "AB-100/X"}])
    make_product("Bowl", variants=[{"sku": "AC-100/X"}])
    assert hits(typed) == ["Cup"]


def test_only_the_last_word_may_be_a_beginning_and_not_of_one_letter() -> None:
    make_product("Glazed kettle")
    assert hits("glazed ket") == ["Glazed kettle"]
    assert hits("gla kettle") == []
    assert hits("k") == []


def test_little_words_need_not_be_there() -> None:
    make_product("Cup with a saucer")
    assert hits("the cup for saucer") == ["Cup with a saucer"]
    assert hits("with") == ["Cup with a saucer"]


@pytest.mark.parametrize("query", HOSTILE)
def test_nothing_that_is_typed_breaks_the_search(query: str) -> None:
    make_product("Cup")
    assert hits(query) in ([], ["Cup"])
    assert Product.objects.count() == 1
    assert hits("cup") == ["Cup"]


def test_a_product_whose_words_are_hostile_is_found_by_them() -> None:
    odd = r"""It's "O'Neil\'s" a:b & c|d !e (f) <g> 'h':1A"""
    make_product(odd, description=odd * 300, brand="\\", variants=[{"sku": "'; --"}])
    assert hits("oneils") == [odd]


def test_no_more_than_the_cap_is_found_and_the_best_of_it_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "CAP", 3)
    for number in range(5):
        make_product(f"Saucer {number}", description="For a cup.")
    make_product("Cup")
    found = find("cup")
    assert (len(found.products), found.more) == (3, True)
    assert hits("cup")[0] == "Cup"


def test_a_search_costs_the_same_queries_whatever_it_finds() -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            list(matching(Product.objects.published(), find("cup")).order_by("rank"))
        return len(captured)

    for _ in range(5):
        make_product("Cup")
    few = cost()
    for _ in range(40):
        make_product("Cup", category=make_category())
    assert few == cost() == 2


def test_without_an_index_every_word_must_stand_somewhere() -> None:
    first = make_product("Blue cup", variants=[{"sku": "ONLY-1"}])
    second = make_product("Saucer", description="For the blue cup.", category=make_category("China"))
    make_product("Cup", state="archived")
    for typed, wanted in {"cup blue": [first, second], "only-1": [first], "chin": [second], "!": []}.items():
        assert plain.best(asked_for(typed), 9) == [product.pk for product in wanted]
