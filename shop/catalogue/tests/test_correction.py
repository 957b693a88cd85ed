import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.catalogue.search import postgres
from shop.catalogue.search.finding import FEW, find
from shop.catalogue.search.words import WORD_CAP
from shop.catalogue.tests.factories import make_product
from shop.catalogue.tests.searching import hits

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("neckalce", "necklace"),
        ("neklace", "necklace"),
        ("necklaces1", "necklaces1"),
        ("golden neckalce", "golden necklace"),
        ("flipflops", "flip flops"),
        ("shrit", "shirt"),
        ("Sneckers", "sneakers"),
    ],
)
def test_a_search_that_finds_nothing_shows_what_was_meant(typed: str, meant: str) -> None:
    for title in ("Golden necklace", "Flip flops", "Shirt", "Sneakers"):
        make_product(title)
    found = find(typed)
    assert (found.typed, found.shown) == (typed, meant)
    assert found.mended == (typed != meant)
    assert bool(found.products) == found.mended


def test_of_words_equally_near_the_commonest_is_meant() -> None:
    make_product("Kurtas")
    for _ in range(3):
        make_product("Kurta")
    assert find("kurtaa").shown == "kurta"


def test_where_little_is_found_a_much_commoner_word_is_proposed() -> None:
    make_product("Braclet")
    assert find("braclet").meant == ""
    for _ in range(12):
        make_product("Bracelet")
    found = find("braclet")
    assert (found.shown, found.meant, len(found.products)) == ("braclet", "bracelet", 1)
    for _ in range(FEW):
        make_product("Braclet")
    assert find("braclet").meant == ""


@pytest.mark.parametrize("typed", ["xqzvbk", "cpu", "cup9", "zzzz zzzz", "☕☕☕☕"])
def test_nonsense_is_not_taken_for_anything(typed: str) -> None:
    make_product("Cup")
    found = find(typed)
    assert (found.products, found.mended, found.meant) == ((), False, "")


def test_whoever_insists_is_taken_at_their_word() -> None:
    make_product("Necklace")
    assert find("neckalce", exactly=True).products == ()


def test_words_that_nothing_has_together_are_offered_apart() -> None:
    make_product("Cup")
    make_product("Kettle")
    assert find("cup kettle unicorn").apart == ("cup", "kettle")
    assert find("cup ketle unicorn").apart == ("cup", "kettle")
    assert find("unicorn").apart == ()


def test_words_that_no_product_has_any_more_are_never_meant() -> None:
    product = make_product("Necklace")
    product.title = "Ring"
    product.save()
    call_command("rebuild_search", verbosity=0)
    assert find("neckalce").shown == "neckalce"


def test_a_hopeless_search_costs_a_bounded_number_of_queries() -> None:
    make_product("Cup")
    words = [f"{letter * 3}xqzvw" for letter in "abcdefghijklmnop"]
    with CaptureQueriesContext(connection) as captured:
        find(" ".join(words))
    assert len(words) > WORD_CAP
    assert len(captured) <= 12


@pytest.mark.postgres
def test_without_trigrams_typos_after_the_first_letter_are_still_mended() -> None:
    make_product("Necklace")
    assert find("mecklace").shown == "necklace"
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION pg_trgm CASCADE")
    postgres.has_trigrams.cache_clear()
    try:
        assert hits("neckalce") == ["Necklace"]
        assert hits("mecklace") == []
    finally:
        postgres.has_trigrams.cache_clear()
