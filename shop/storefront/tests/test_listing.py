import pytest
from django.test import Client

from shop.catalogue.models import Product, Variant
from shop.catalogue.publishing import finish_edit
from shop.catalogue.tests.factories import make_category, make_product
from shop.live.watching import MOST_TOPICS
from shop.storefront import listing
from shop.storefront.listing import PAGES_TOGETHER, PER_PAGE
from shop.storefront.tests.reading import HTMX, titles

pytestmark = pytest.mark.django_db


def test_the_list_has_every_published_product_newest_first(client: Client) -> None:
    make_product("First")
    make_product("Draft", state=Product.State.DRAFT)
    make_product("Archived", state=Product.State.ARCHIVED)
    make_product("Second")
    assert titles(client.get("/products/")) == ["Second", "First"]


def test_a_product_without_a_variant_to_buy_is_left_out(client: Client) -> None:
    make_product("Without", variants=())
    archived = make_product("Archived")
    Variant.objects.filter(product=archived).update(archived=True)
    finish_edit(archived)
    assert titles(client.get("/products/")) == []


def test_a_category_lists_its_own_products_and_those_below(client: Client) -> None:
    kitchen = make_category("Kitchen")
    pots = make_category("Pots", parent=kitchen)
    make_product("Spoon", category=kitchen)
    make_product("Pot", category=pots)
    make_product("Chair", category=make_category("Kitchen chairs"))
    response = client.get("/products/?category=kitchen")
    assert titles(response) == ["Pot", "Spoon"]
    assert [link.label for link in response.context["listing"].sidebar.categories] == ["Pots"]
    assert titles(client.get(pots.get_absolute_url())) == ["Pot"]


def test_breadcrumbs_lead_from_the_top_to_the_category(client: Client) -> None:
    top = make_category("Kitchen")
    middle = make_category("Pots", parent=top)
    leaf = make_category("Lids", parent=middle)
    assert client.get(leaf.get_absolute_url()).context["listing"].breadcrumbs == [top, middle, leaf]


@pytest.mark.parametrize("path", ["nowhere", "kitchen/nowhere", "nowhere%00", "KITCHEN", "a" * 3000])
def test_an_unknown_category_is_not_found(client: Client, path: str) -> None:
    make_category("Kitchen")
    assert client.get(f"/products/?category={path}").status_code == 404


@pytest.mark.parametrize(
    "sort, expected",
    [
        ("", ["Bowl", "Apron", "Cup"]),
        ("new", ["Bowl", "Apron", "Cup"]),
        ("price", ["Apron", "Cup", "Bowl"]),
        ("-price", ["Bowl", "Cup", "Apron"]),
        ("title", ["Apron", "Bowl", "Cup"]),
        ("nonsense", ["Bowl", "Apron", "Cup"]),
    ],
)
def test_the_list_can_be_sorted(client: Client, sort: str, expected: list[str]) -> None:
    for title, price in (("Cup", "9.50"), ("Apron", "9.00"), ("Bowl", "100.00")):
        make_product(title, price=price)
    assert titles(client.get("/products/", {"sort": sort})) == expected


def test_links_to_other_sorts_keep_the_category_and_start_at_the_first_page(client: Client) -> None:
    make_category("Kitchen")
    shown = client.get("/products/?category=kitchen&sort=price&page=2").context["listing"]
    assert [(choice.url, choice.current) for choice in shown.sorts] == [
        ("/products/?category=kitchen", False),
        ("/products/?category=kitchen&sort=price", True),
        ("/products/?category=kitchen&sort=-price", False),
        ("/products/?category=kitchen&sort=title", False),
    ]


def test_pages_follow_each_other_without_gap_or_repeat(client: Client) -> None:
    made = {make_product().title for _ in range(2 * PER_PAGE + 1)}
    url, seen = "/products/?sort=price", []
    while url:
        response = client.get(url)
        seen += titles(response)
        url = response.context["listing"].next_url
    assert len(seen) == len(made)
    assert set(seen) == made
    assert response.context["listing"].previous_url == "/products/?sort=price&page=2"
    assert response.context["listing"].count == 2 * PER_PAGE + 1


@pytest.mark.parametrize(
    "asked, given", [("0", 2), ("-1", 2), ("99", 2), ("1" * 5000, 1), ("abc", 1), ("1.5", 1), ("", 1)]
)
def test_a_page_that_does_not_exist_gives_one_that_does(client: Client, asked: str, given: int) -> None:
    for _ in range(PER_PAGE + 1):
        make_product()
    response = client.get("/products/", {"page": asked})
    assert response.status_code == 200
    assert response.context["listing"].number == given


def test_htmx_gets_the_results_alone_and_caches_keep_the_two_apart(client: Client) -> None:
    make_product("Cup")
    whole, part = client.get("/products/"), client.get("/products/", headers=HTMX)
    assert b"<html" in whole.content
    assert b"<html" not in part.content
    assert b'<section id="results"' in part.content
    assert "HX-Request" in whole["Vary"]
    assert "HX-Request" in part["Vary"]


def test_htmx_gets_the_whole_page_when_it_restores_history(client: Client) -> None:
    restored = client.get("/products/", headers=HTMX | {"HX-History-Restore-Request": "true"})
    assert b"<html" in restored.content


def test_htmx_gets_only_the_next_cards_when_it_adds_a_page(client: Client) -> None:
    for _ in range(PER_PAGE + 1):
        make_product()
    asked = HTMX | {"HX-Target": "nav#pages", "HX-Current-URL": "http://testserver/products/"}
    part = client.get("/products/?page=2", headers=asked)
    assert len(titles(part)) == 1
    assert b"data-watch" in part.content
    assert b'id="results"' not in part.content
    assert part["HX-Push-Url"] == "/products/?page=2"


def test_a_list_ends_after_so_many_pages_and_says_how_to_see_the_rest(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_PAGES", 2)
    for _ in range(2 * PER_PAGE + 1):
        make_product()
    last = client.get("/products/?page=3")
    assert (last.context["listing"].number, last.context["listing"].next_url) == (2, "")
    assert "A list ends after 2 pages." in last.content.decode()
    assert "A list ends" not in client.get("/products/").content.decode()


def test_after_some_pages_the_next_one_takes_their_place_so_that_the_socket_can_follow_them_all(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGES_TOGETHER", 2)
    for _ in range(2 * PER_PAGE + 1):
        make_product()
    assert 'hx-target="#pages"' in client.get("/products/").content.decode()
    assert 'hx-target="#pages"' not in client.get("/products/?page=2").content.decode()
    assert (PAGES_TOGETHER + 1) * PER_PAGE < MOST_TOPICS


def test_a_list_names_the_one_address_that_it_goes_by(client: Client) -> None:
    make_category("Kitchen")
    response = client.get("/products/?utm_source=mail&page=1&category=kitchen&sort=new")
    assert response.context["canonical"].endswith("/products/?category=kitchen")


def test_lists_are_only_read(client: Client) -> None:
    assert client.post("/products/").status_code == 405
