"""What a process keeps of the catalogue for a few seconds, as in the full shape, and what it never keeps."""

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings

from components.stock import Band
from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_category, make_product
from shop.inventory.receiving import receive
from shop.storefront import kept
from shop.storefront.tests.reading import queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def near(settings: Settings) -> None:
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "near"}
    settings.CACHES = {**settings.CACHES, "near": memory}
    settings.CATALOGUE_SECONDS = 60
    caches["near"].clear()


@pytest.fixture
def cup() -> Product:
    kitchen = make_category("Kitchen")
    make_product("Bowl", category=kitchen, stock=3)
    return make_product("Cup", category=kitchen, stock=3)


def test_a_product_page_that_was_just_shown_reads_stock_with_prices_and_its_rating_alone(
    client: Client, cup: Product
) -> None:
    queries(client, cup.get_absolute_url())
    assert queries(client, cup.get_absolute_url()) == 2


def test_stock_and_price_are_never_old(client: Client, cup: Product) -> None:
    for page in (cup.get_absolute_url(), "/products/"):
        client.get(page)
    receive(cup.default_variant_id, -3)
    cup.default_variant.price = 99
    cup.default_variant.save()
    for page in (cup.get_absolute_url(), "/products/"):
        html = client.get(page).content.decode()
        badge = html.partition(f'id="stock-{cup.default_variant_id}"')[2].partition(">")[0]
        assert f'data-band="{Band.SOLD_OUT}"' in badge
        assert "99" in html.partition(f'id="price-{cup.default_variant_id}"')[2].partition("</p>")[0]


def test_the_rest_follows_when_the_time_is_over(client: Client, cup: Product) -> None:
    client.get(cup.get_absolute_url())
    Product.objects.filter(pk=cup.pk).update(title="Mug")
    assert "Mug" not in client.get(cup.get_absolute_url()).content.decode()
    caches["near"].clear()
    kept.forget()
    assert "Mug" in client.get(cup.get_absolute_url()).content.decode()


def test_an_archived_product_cannot_be_bought_although_its_page_is_still_there(
    client: Client, cup: Product
) -> None:
    client.get(cup.get_absolute_url())
    Product.objects.filter(pk=cup.pk).update(state=Product.State.ARCHIVED)
    assert client.get(cup.get_absolute_url()).context["button"].band == Band.SOLD_OUT


def test_what_was_withdrawn_meanwhile_is_offered_nowhere(client: Client, cup: Product) -> None:
    assert [card.title for card in client.get(cup.get_absolute_url()).context["related"]] == ["Bowl"]
    Product.objects.filter(title="Bowl").update(state=Product.State.ARCHIVED)
    assert client.get(cup.get_absolute_url()).context["related"] == []


def test_the_page_of_what_was_deleted_meanwhile_is_gone(client: Client) -> None:
    bowl = make_product("Bowl", stock=0)
    client.get(bowl.get_absolute_url())
    bowl.delete()
    assert client.get(bowl.get_absolute_url()).status_code == 404


def test_a_visitor_who_signs_in_is_not_shown_the_footer_of_one_who_did_not(
    client: Client, cup: Product, django_user_model: type
) -> None:
    assert "Create an account" in client.get(cup.get_absolute_url()).content.decode()
    client.force_login(django_user_model.objects.create_user("ada@example.com", "secret"))
    assert "Create an account" not in client.get(cup.get_absolute_url()).content.decode()
