"""Every page in each language: its address, its words, the way to the others."""

import re
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override
from pytest_django import Settings

from components.fragments import partials
from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_category, make_product
from shop.http import in_language
from shop.inventory.receiving import receive
from shop.live.topics import kinds
from shop.notifications.composing import compose
from shop.notifications.models import Mail
from shop.pages.rendering import rendered
from shop.storefront.sitemaps import RANGE

pytestmark = pytest.mark.django_db

CODES = [code for code, _name in settings.LANGUAGES]
OTHERS = CODES[1:]
DIRECTIONS = {"en": "ltr", "de": "ltr", "ar": "rtl"}
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">')


@pytest.fixture
def cup() -> Product:
    return make_product("Cup", category=make_category("Kitchen"), stock=3)


@pytest.fixture
def near(settings: Settings) -> None:
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "languages"}
    settings.CACHES = {**settings.CACHES, "near": {**settings.CACHES["near"], **memory}}
    settings.CATALOGUE_SECONDS = 60
    caches["near"].clear()


def said(text: str, code: str) -> str:
    with override(code):
        return gettext(text)


@pytest.mark.parametrize("code", CODES)
def test_pages_answer_in_each_language(client: Client, code: str) -> None:
    for name in ("home", "product_list", "search", "cart", "account_login", "find_order"):
        page = client.get(in_language(reverse(name), code))
        assert page.status_code == 200
        assert f'<html lang="{code}" dir="{DIRECTIONS[code]}">' in page.text
        assert said("Find my order", code) in page.text


@pytest.mark.parametrize("path", ["/xx/", "/fr/products/", "/de/healthz", "/de/robots.txt", "/de/xx/"])
def test_what_is_in_no_language_of_the_shop_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_language_that_the_shop_does_not_offer_is_not_found(client: Client, settings: Settings) -> None:
    settings.LANGUAGES = [("en", "English")]
    assert client.get("/de/").status_code == 404
    assert 'id="languages"' in (page := client.get("/").text)
    assert "/de/" not in page


def test_machines_have_one_address(settings: Settings) -> None:
    with override(OTHERS[0]):
        assert reverse("payment_webhook", args=["demo"]) == "/payments/demo/webhook/"
        assert reverse("sitemap") == "/sitemap.xml"


@pytest.mark.parametrize("code", CODES)
def test_the_chooser_leads_to_the_same_place_and_keeps_what_was_asked(client: Client, code: str) -> None:
    make_product("Cup")
    page = client.get(in_language("/products/?sale=1&sort=price", code)).text
    for other in CODES:
        address = in_language("/products/?sale=1&amp;sort=price", other)
        assert f'href="{address}"' in page


def test_the_answer_to_a_form_is_in_one_language(client: Client) -> None:
    page = client.post(reverse("cart_add"), {"variant": "0", "quantity": "1"}).text
    assert 'aria-label="Language"' in page
    assert "hreflang" not in page.partition('<nav id="languages"')[2]


def test_the_chooser_follows_what_htmx_changed(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Target": "section#results"}
    reply = client.get("/products/?sale=1", headers=headers).text
    assert f'href="{in_language("/products/?sale=1", OTHERS[0])}"' in reply


@pytest.mark.parametrize("code", CODES)
def test_a_page_names_itself_and_all_its_languages(client: Client, cup: Product, code: str) -> None:
    path = cup.get_absolute_url()
    page = client.get(in_language(path, code)).text
    found = dict(ALTERNATE.findall(page))
    assert found == {other: settings.PUBLIC_URL + in_language(path, other) for other in CODES} | {
        "x-default": settings.PUBLIC_URL + path
    }
    assert f'<link rel="canonical" href="{found[code]}">' in page


def test_the_sitemap_lists_each_language_with_the_others(client: Client, cup: Product) -> None:
    cache.clear()
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    sitemap = client.get(reverse("sitemap_products", args=[cup.pk // RANGE]))
    entries = ET.fromstring(sitemap.content).findall("s:url", names)  # noqa: S314
    path = cup.get_absolute_url()
    ways = {code: settings.PUBLIC_URL + in_language(path, code) for code in CODES}
    assert [entry.findtext("s:loc", namespaces=names) for entry in entries] == list(ways.values())
    for entry in entries:
        assert {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", names)} == ways


@pytest.mark.usefixtures("near")
def test_what_is_kept_for_a_while_is_kept_for_each_language(client: Client, cup: Product) -> None:
    for path in ("/", "/products/", "/search/?q=cup", cup.get_absolute_url(), "/search/suggestions/?q=cu"):
        for code in (*CODES, *CODES):
            page = client.get(in_language(path, code)).text.partition('<nav id="languages"')[0]
            body = page.partition("<body>")[2] or page
            links = re.findall(r'(?:href|action)="(/[^"]*)"', body)
            strangers = [link for link in links if in_language(path_of(link, code), code) != link]
            assert strangers == [], (path, code)
            if "suggestions" not in path:
                assert said("Your orders and account", code) in body


def path_of(link: str, code: str) -> str:
    return link.removeprefix(f"/{code}") if code != settings.LANGUAGE_CODE else link


def test_a_push_is_in_the_language_of_the_page(cup: Product) -> None:
    snapshot = kinds["variant"].read([cup.default_variant_id])[cup.default_variant_id]
    for code in CODES:
        with override(code):
            assert gettext("Add to cart") in partials(*snapshot.props)


def test_what_the_merchant_wrote_is_marked_where_the_page_is_in_another_language(
    client: Client, cup: Product
) -> None:
    path = cup.get_absolute_url()
    assert "<bdi>Cup</bdi></h1>" in client.get(path).text
    assert '<bdi lang="en" dir="auto">Cup</bdi></h1>' in client.get(in_language(path, "ar")).text


def test_links_in_the_merchants_pages_stay_in_the_language() -> None:
    text = "[write](/contact/) [see](/media/a.png) [leave](https://other.example/) [far](//other.example/)"
    with override("de"):
        found = re.findall(r'href="([^"]+)"', rendered(text))
    assert found == ["/de/contact/", "/media/a.png", "https://other.example/", "//other.example/"]


def test_mail_stands_in_the_direction_of_its_language() -> None:
    said = {code: compose("order_link", {"order": None}, code).html for code in ("en", "ar")}
    assert 'dir="rtl"' in said["ar"]
    assert 'align="left"' not in said["ar"]
    assert 'align="right"' not in said["en"]


def test_mail_leads_to_the_shop_in_its_own_language() -> None:
    assert settings.PUBLIC_URL + "/de" in compose("order_link", {"order": None}, "de").text
    assert settings.PUBLIC_URL + "/de" not in compose("order_link", {"order": None}, "en").text


@pytest.mark.parametrize("code", OTHERS)
def test_mail_that_somebody_asked_for_is_in_the_language_of_the_page(
    client: Client, cup: Product, code: str
) -> None:
    cache.clear()
    asked = {"variant": cup.default_variant_id, "email": "ada@shop.example"}
    receive(cup.default_variant_id, -3)
    client.post(in_language(reverse("restock_ask"), code), asked)
    account = {"email": "bob@shop.example", "password1": "correct horse battery"}
    client.post(in_language(reverse("account_signup"), code), account)
    waiting, confirmation = Mail.objects.get(to="ada@shop.example"), Mail.objects.get(to="bob@shop.example")
    for mail in (waiting, confirmation):
        assert f'<html lang="{code}" dir="{DIRECTIONS[code]}">' in mail.html
    assert f"{settings.PUBLIC_URL}/{code}/back-in-stock/confirm/" in waiting.text
    assert f"{settings.PUBLIC_URL}/{code}/mails/unsubscribe/" in waiting.unsubscribe
    assert f"{settings.PUBLIC_URL}/{code}/accounts/confirm-email/" in confirmation.text
