from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shop.catalogue import publishing
from shop.catalogue.models import Product, Variant
from shop.catalogue.search.indexing import index
from shop.catalogue.tests.factories import make_category, make_product, make_variant
from shop.catalogue.tests.searching import hits
from shop.catalogue.tests.test_admin import edit

pytestmark = pytest.mark.django_db


def test_an_edit_in_the_admin_is_found_at_once_and_what_was_is_not(admin_client: Client) -> None:
    product = make_product("Cup", brand="Nordlys", description="Glazed.")
    edit(
        admin_client,
        product,
        title="Bowl",
        brand="Sol",
        description="Enamelled.",
        **{"variants-0-sku": "NEW-9"},
    )
    assert [hits(typed) for typed in ("bowl", "sol", "enamelled", "new9")] == [["Bowl"]] * 4
    assert [hits(typed) for typed in ("cup", "nordlys", "glazed")] == [[]] * 3


def test_a_renamed_or_moved_category_finds_what_is_in_and_below_it(admin_client: Client) -> None:
    kitchen, garden = make_category("Kitchen"), make_category("Garden")
    pots = make_category("Pots", parent=kitchen)
    make_product("Lid", category=make_category("Lids", parent=pots))

    def save(**changes: object) -> None:
        url = reverse("admin:catalogue_category_change", args=[pots.pk])
        known = {"name": "Pots", "slug": "pots", "parent": kitchen.pk, "position": 0}
        assert admin_client.post(url, known | changes).status_code == 302

    assert hits("kitchen") == ["Lid"]
    save(name="Pans")
    assert (hits("pots"), hits("pans")) == ([], ["Lid"])
    save(parent=garden.pk)
    assert (hits("kitchen"), hits("garden")) == ([], ["Lid"])


def test_what_is_published_is_found_and_what_is_archived_is_not() -> None:
    product = make_product("Cup", state="draft")
    assert hits("cup") == []
    publishing.publish(Product.objects.filter(pk=product.pk))
    assert hits("cup") == ["Cup"]
    publishing.archive(Product.objects.filter(pk=product.pk))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM catalogue_search")
        assert cursor.fetchone() == (0,)


def test_the_sku_of_an_archived_variant_is_not_found() -> None:
    product = make_product("Cup", variants=[{"sku": "KEPT-1"}, {"sku": "GONE-1"}])
    assert hits("gone-1") == ["Cup"]
    Variant.objects.filter(sku="GONE-1").update(archived=True)
    publishing.finish_edit(product)
    assert (hits("gone-1"), hits("kept-1")) == ([], ["Cup"])


def test_a_deleted_product_is_forgotten(admin_client: Client) -> None:
    product = make_product("Cup", stock=0)
    product.variants.all().delete()
    admin_client.post(reverse("admin:catalogue_product_delete", args=[product.pk]), {"post": "yes"})
    assert not Product.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM catalogue_search")
        assert cursor.fetchone() == (0,)


def test_many_products_are_indexed_in_the_same_few_statements_as_one() -> None:
    products = [make_product(category=make_category()) for _ in range(20)]
    make_variant(products[0])

    def cost(chosen: list[Product]) -> int:
        with CaptureQueriesContext(connection) as captured:
            index([product.pk for product in chosen])
        return len(captured)

    assert cost(products[:1]) == cost(products)


def test_the_index_can_be_made_anew() -> None:
    make_product("Cup")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM catalogue_search")
    assert hits("cup") == []
    said = StringIO()
    call_command("rebuild_search", stdout=said)
    assert said.getvalue() == "1 products read.\n"
    assert hits("cup") == ["Cup"]
