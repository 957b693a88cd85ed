"""Addresses that products and categories had lead to those they have, in one step."""

import pytest
from django.test import Client
from django.urls import reverse

from shop.catalogue import publishing
from shop.catalogue.models import Category, FormerPath, FormerSlug, Product
from shop.catalogue.tests.factories import make_category, make_product
from shop.storefront.tests.importing import Load

pytestmark = pytest.mark.django_db


def rename(thing: Category, slug: str) -> None:
    thing = Category.objects.get(pk=thing.pk)
    thing.slug = slug
    thing.save()


def move(product: Product, slug: str) -> None:
    before, product.slug = product.slug, slug
    product.save()
    publishing.keep_address(product, before)


def leads_to(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 301
    return response["Location"]


def test_a_chain_of_names_is_one_step_from_each_of_them(client: Client) -> None:
    product = make_product(slug="one")
    for slug in ("two", "three"):
        move(product, slug)
    assert leads_to(client, "/products/one/?variant=7") == "/products/three/?variant=7"
    assert leads_to(client, "/products/two/") == "/products/three/"


def test_products_can_swap_their_addresses(client: Client) -> None:
    one, two = make_product("One", slug="one"), make_product("Two", slug="two")
    move(one, "aside")
    move(two, "one")
    move(one, "two")
    assert b"Two" in client.get("/products/one/").content
    assert b"One" in client.get("/products/two/").content
    assert leads_to(client, "/products/aside/") == "/products/two/"
    assert set(FormerSlug.objects.values_list("slug", flat=True)) == {"aside"}


def test_the_name_of_a_draft_is_not_given_away(client: Client) -> None:
    product = make_product(slug="one", state=Product.State.DRAFT)
    move(product, "secret")
    assert client.get("/products/one/").status_code == 404


def test_an_imported_product_leaves_the_addresses_that_others_had(load: Load, client: Client) -> None:
    move(make_product(slug="cup"), "mug")
    load("sku,name,price\nA,Cup,5\n")
    assert leads_to(client, "/products/cup/") == "/products/mug/"
    assert Product.objects.filter(slug="cup-a").exists()


def test_an_import_that_renames_a_product_leaves_its_address(load: Load, client: Client) -> None:
    load("sku,name,price\nA,Cup,5\n")
    load("sku,name,price\nA,Mug,5\n")
    assert client.get("/products/cup/").status_code == 200


def test_a_renamed_category_and_all_below_it_are_found_at_the_old_path(client: Client) -> None:
    kitchen = make_category("Kitchen")
    pots = make_category("Pots", parent=kitchen)
    make_category("Lids", parent=pots)
    rename(kitchen, "cooking")
    rename(pots, "pans")
    asked = "/products/?category={}&sort=price"
    assert leads_to(client, asked.format("kitchen")) == asked.format("cooking")
    assert leads_to(client, asked.format("kitchen/pots")) == asked.format("cooking/pans")
    assert leads_to(client, asked.format("cooking/pots/lids")) == asked.format("cooking/pans/lids")
    assert leads_to(client, asked.format("kitchen/pots/lids")) == asked.format("cooking/pans/lids")


def test_categories_can_swap_their_names(client: Client) -> None:
    tea, coffee = make_category("Tea"), make_category("Coffee")
    make_category("Cups", parent=tea)
    rename(tea, "aside")
    rename(coffee, "tea")
    rename(tea, "coffee")
    assert {node.name: node.path for node in Category.objects.all()} == {
        "Tea": "coffee",
        "Coffee": "tea",
        "Cups": "coffee/cups",
    }
    assert leads_to(client, "/products/?category=tea/cups") == "/products/?category=coffee/cups"
    assert not FormerPath.objects.filter(path__in=Category.objects.values("path")).exists()


def test_a_new_category_takes_a_path_that_another_had(client: Client) -> None:
    rename(make_category("Tea"), "leaves")
    make_category("Tea")
    assert client.get("/products/?category=tea").status_code == 200
    assert not FormerPath.objects.exists()


def test_a_category_that_the_merchant_renames_is_found_at_its_old_path(admin_client: Client) -> None:
    node = make_category("Tea")
    changed = {"name": "Tea", "slug": "leaves", "position": 0, "parent": ""}
    admin_client.post(reverse("admin:catalogue_category_change", args=[node.pk]), changed)
    assert leads_to(admin_client, "/products/?category=tea") == "/products/?category=leaves"


def test_a_path_that_never_was_is_not_found(client: Client) -> None:
    assert client.get("/products/?category=nowhere").status_code == 404
