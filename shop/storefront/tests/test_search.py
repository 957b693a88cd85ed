import pytest
from django.test import Client

from shop.catalogue.search import finding
from shop.catalogue.tests.factories import make_category, make_product
from shop.storefront.tests.reading import HTMX, queries, titles

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "query", ["Cup", "cUP", "cups", "Nordlys", "drinking", "glazed", "SKU-CUP", "blue tableware"]
)
def test_search_looks_at_title_brand_category_description_and_sku(client: Client, query: str) -> None:
    tableware = make_category("Tableware for drinking")
    described = {"brand": "Nordlys", "description": "Hand-glazed in blue.", "category": tableware}
    make_product("Cup", variants=[{"sku": "SKU-CUP-1"}], **described)
    make_product("Chair", category=make_category("Furniture"))
    assert titles(client.get("/search/", {"q": query})) == ["Cup"]


def test_every_word_must_match_somewhere(client: Client) -> None:
    make_product("Blue cup")
    make_product("Blue chair")
    assert titles(client.get("/search/?q=blue+cup")) == ["Blue cup"]
    assert titles(client.get("/search/?q=blue+table")) == []


def test_titles_with_the_words_come_before_mentions_elsewhere(client: Client) -> None:
    make_product("Cup")
    make_product("Saucer", description="For the cup.")
    assert titles(client.get("/search/?q=cup")) == ["Cup", "Saucer"]
    assert titles(client.get("/search/?q=cup&sort=new")) == ["Saucer", "Cup"]


def test_what_is_not_for_sale_is_not_found(client: Client) -> None:
    make_product("Cup", state="draft")
    make_product("Cup", state="archived")
    make_product("Cup", variants=())
    assert titles(client.get("/search/?q=cup")) == []


@pytest.mark.parametrize("query", ["", "   ", "\x00", "\u200b"])
def test_a_blank_search_invites_to_search(client: Client, query: str) -> None:
    make_product("Cup")
    listing = client.get("/search/", {"q": query}).context["listing"]
    assert (listing.query, listing.cards, listing.searching) == ("", [], True)


@pytest.mark.parametrize("query", ["%", "_", "'", "\\", "<b>cup</b>", "cup\x00", "☕" * 300, "a " * 500])
def test_any_query_is_answered(client: Client, query: str) -> None:
    make_product("Cup")
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200
    assert len(response.context["listing"].query) <= 200
    assert b"<b>cup" not in response.content


@pytest.mark.parametrize("query", ["%", "_"])
def test_wildcards_of_the_database_are_plain_characters(client: Client, query: str) -> None:
    make_product("Cup")
    assert titles(client.get("/search/", {"q": query})) == []


def test_words_beyond_the_eighth_are_not_looked_at(client: Client) -> None:
    make_product("One two three four five six seven eight")
    assert len(titles(client.get("/search/?q=one+two+three+four+five+six+seven+eight+nine"))) == 1


def test_pages_and_sorts_of_a_search_keep_the_query(client: Client) -> None:
    for _ in range(30):
        make_product("Cup & saucer")
    listing = client.get("/search/", {"q": "cup & saucer", "sort": "price"}).context["listing"]
    assert listing.next_url == "/search/?q=cup+%26+saucer&sort=price&page=2"
    assert listing.sorts[0].url == "/search/?q=cup+%26+saucer"


def test_search_engines_are_asked_not_to_list_searches(client: Client) -> None:
    assert client.get("/search/?q=cup")["X-Robots-Tag"] == "noindex"
    assert "Disallow: /search/" in client.get("/robots.txt").content.decode()


def test_htmx_gets_the_results_alone(client: Client) -> None:
    part = client.get("/search/?q=cup", headers=HTMX)
    assert b"<html" not in part.content
    assert "<title>Results for “cup” – Fastshop</title>" in part.content.decode()
    assert part["X-Robots-Tag"] == "noindex"


def test_what_was_searched_for_is_marked_and_a_titles_own_signs_stay_signs(client: Client) -> None:
    make_product("Cup <b>& \"saucer'</b> <mark>")
    page = client.get("/search/?q=saucers").text
    assert "Cup &lt;b&gt;&amp; &quot;<mark>saucer</mark>&#x27;&lt;/b&gt; &lt;mark&gt;</a>" in page
    assert "<mark>" not in client.get("/products/").text


@pytest.mark.parametrize("query", ["</mark><script>", "mark", "b", "amp", "lt", "&lt;"])
def test_a_search_for_markup_marks_words_and_makes_none(client: Client, query: str) -> None:
    make_product("<mark>Amp</mark> & <b>lt</b> <script>")
    page = client.get("/search/", {"q": query}).text
    assert "<b>lt" not in page
    assert "<script>" not in page
    assert page.count("<mark>") == page.count("</mark>")


def test_a_typo_shows_what_was_meant_and_leads_to_what_was_typed(client: Client) -> None:
    for _ in range(30):
        make_product("Kettle & lid")
    response = client.get("/search/", {"q": "ketle <lid>"})
    assert "Showing results for <b>kettle lid</b>." in response.text
    assert 'href="/search/?q=ketle%20%3Clid%3E&amp;exactly=1"' in response.text
    assert response.context["listing"].next_url == "/search/?q=ketle+%3Clid%3E&page=2"
    insisted = client.get("/search/", {"q": "ketle <lid>", "exactly": "1"})
    assert titles(insisted) == []
    assert "Nothing here is called “ketle &lt;lid&gt;”" in insisted.text


def test_a_rare_word_asks_whether_a_common_one_was_meant(client: Client) -> None:
    make_product("Kettel")
    for _ in range(11):
        make_product("Kettle")
    response = client.get("/search/?q=kettel")
    assert titles(response) == ["Kettel"]
    assert 'Did you mean <a href="/search/?q=kettle">kettle</a>?' in response.text


def test_none_found_leads_on_by_single_words_and_categories(client: Client) -> None:
    make_product("Cup", category=make_category("Kitchen"))
    make_product("Kettle")
    page = client.get("/search/?q=cup+kettle").text
    assert '<a class="chip" href="/search/?q=kettle">kettle</a>' in page
    assert '<a class="chip" href="/products/?category=kitchen">Kitchen</a>' in page


def test_a_search_with_a_typo_costs_a_constant_number_of_queries(client: Client) -> None:
    make_product("Kettle")
    few = queries(client, "/search/?q=ketle")
    for number in range(40):
        make_product(f"Kettle kettla{number}", category=make_category())
    assert queries(client, "/search/?q=ketle") == few


def test_who_finds_more_than_is_shown_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "CAP", 5)
    for _ in range(5):
        make_product("Cup")
    assert "These are 5 of the products that match." in client.get("/search/?q=cup").text
    monkeypatch.setattr(finding, "CAP", 6)
    assert "of the products that match" not in client.get("/search/?q=cup").text
