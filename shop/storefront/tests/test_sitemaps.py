"""What search engines are told there is, and robots.txt."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from shop.catalogue import publishing
from shop.catalogue.models import Category, Product, Variant
from shop.catalogue.tests.factories import make_category, make_product
from shop.pages.first_texts import write_missing
from shop.pages.models import Page
from shop.storefront import sitemaps
from shop.storefront.tests.importing import Load

pytestmark = pytest.mark.django_db

NAME = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LONG_AGO = timezone.now() - timedelta(days=400)


@pytest.fixture(autouse=True)
def _alone(settings: Settings) -> Iterator[None]:
    settings.PUBLIC_URL = "https://shop.example"
    settings.LANGUAGES = [("en", "English")]
    cache.clear()
    yield
    cache.clear()


def listed(client: Client, path: str) -> dict[str, datetime | None]:
    """Return the addresses of a sitemap, each with its last change."""
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    found = {}
    for entry in ET.fromstring(response.content):  # noqa: S314  our own
        last = entry.findtext(f"{NAME}lastmod")
        found[entry.findtext(f"{NAME}loc")] = last and datetime.fromisoformat(last)
    return found


def of_products(client: Client) -> dict[str, datetime | None]:
    pages = [url for url in listed(client, "/sitemap.xml") if "products" in url]
    return {
        loc: last
        for url in pages
        for loc, last in listed(client, url.removeprefix("https://shop.example")).items()
    }


def test_robots_are_told_where_the_sitemap_is_and_what_is_private(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Sitemap: https://shop.example/sitemap.xml" in lines
    assert "Disallow: /wishlist/" in lines


def test_every_published_product_stands_on_one_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "RANGE", 3)
    made = [make_product() for _ in range(10)]
    assert set(of_products(client)) == {f"https://shop.example{each.get_absolute_url()}" for each in made}
    pages = [url for url in listed(client, "/sitemap.xml") if "products" in url]
    assert len(pages) >= 4
    assert all(len(listed(client, url.removeprefix("https://shop.example"))) <= 3 for url in pages)


def test_what_is_not_sold_is_not_listed(client: Client) -> None:
    make_product(state=Product.State.DRAFT)
    make_product(state=Product.State.ARCHIVED)
    make_product(variants=())
    assert list(listed(client, "/sitemap.xml")) == ["https://shop.example/sitemap-lists.xml"]


def test_lists_are_home_everything_categories_with_something_in_them_and_pages(client: Client) -> None:
    Page.objects.all().delete()
    write_missing(Page)
    Page.objects.exclude(slug__in=("terms", "contact")).delete()
    kitchen = make_category("Kitchen")
    make_product(category=make_category("Pots", parent=kitchen))
    make_product(category=make_category("Hidden"), state=Product.State.DRAFT)
    Category.objects.create(name="Empty", slug="empty")
    assert list(listed(client, "/sitemap-lists.xml")) == [
        "https://shop.example/",
        "https://shop.example/products/",
        "https://shop.example/products/?category=kitchen",
        "https://shop.example/products/?category=kitchen/pots",
        "https://shop.example/pages/terms/",
        "https://shop.example/contact/",
    ]
    for url in listed(client, "/sitemap-lists.xml"):
        assert client.get(url.removeprefix("https://shop.example")).status_code == 200


@pytest.mark.parametrize("page", ["0", "7", str(sitemaps.BIGGEST_PAGE), "9" * 30, "9" * 5000])
def test_a_page_without_products_is_not_there(client: Client, page: str) -> None:
    assert client.get(f"/sitemap-products-{page}.xml").status_code == 404


def test_a_sitemap_is_kept_for_an_hour_whatever_the_query_string(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page = make_product().pk // sitemaps.RANGE
    for path, queries in {
        "/sitemap.xml": 1,
        "/sitemap-lists.xml": 2,
        f"/sitemap-products-{page}.xml": 1,
    }.items():
        with django_assert_num_queries(queries):
            client.get(path)
        with django_assert_num_queries(0):
            answer = client.get(f"{path}?anything=else")
        assert answer["Cache-Control"] == "public, max-age=3600"
        assert not answer.cookies


def test_a_change_of_what_is_sold_is_the_last_change(client: Client) -> None:
    product = make_product()
    Product.objects.update(changed_at=LONG_AGO)
    before = timezone.now() - timedelta(seconds=1)
    (last,) = of_products(client).values()
    assert last < before
    cache.clear()
    publishing.finish_edit(product)
    (last,) = of_products(client).values()
    assert last >= before.replace(microsecond=0)
    assert max(filter(None, listed(client, "/sitemap.xml").values())) == last


CUP, BOWL = "A,Cup,{price},Things", "B,Bowl,5,Things"


def test_an_import_is_the_last_change_of_what_it_changed_alone(load: Load) -> None:
    for price in ("10", "11"):
        load("\n".join(["sku,name,price,category", CUP.format(price=price), BOWL]))
        changed = set(Product.objects.exclude(changed_at=LONG_AGO).values_list("title", flat=True))
        Product.objects.update(changed_at=LONG_AGO)
    assert changed == {"Cup"}
    assert Variant.objects.get(sku="A").price == 11
