"""The file of products as the merchant downloads it."""

import asyncio
import tracemalloc

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connections
from django.http import HttpResponse
from django.test import AsyncClient, Client
from django.urls import reverse

from shop.catalogue.models import Product, Variant
from shop.catalogue.tests.factories import make_category, make_product
from shop.storefront.exporting import exported

pytestmark = pytest.mark.django_db

ALL = "/admin/catalogue/product/export.csv"


def body(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content)


def fill(many: int) -> None:
    category = make_category()
    numbers = range(Product.objects.count(), Product.objects.count() + many)
    products = Product.objects.bulk_create(
        Product(title=f"Thing {n}", slug=f"s{n}", category=category, description="word " * 100)
        for n in numbers
    )
    Variant.objects.bulk_create(Variant(product=product, sku=product.slug, price=1) for product in products)


def test_all_products_are_one_link_away(admin_client: Client) -> None:
    make_product(), make_product(state=Product.State.DRAFT)
    assert ALL.encode() in admin_client.get(reverse("admin:catalogue_product_changelist")).content
    response = admin_client.get(ALL)
    assert response["Content-Disposition"] == 'attachment; filename="products.csv"'
    assert body(response) == b"".join(exported(Product.objects.all()))


def test_the_selected_products_can_be_taken_along(admin_client: Client) -> None:
    chosen, _other = make_product(), make_product()
    selected = {"action": "export", "_selected_action": [chosen.pk]}
    response = admin_client.post(reverse("admin:catalogue_product_changelist"), selected)
    assert body(response) == b"".join(exported(Product.objects.filter(pk=chosen.pk)))


def test_nobody_without_the_right_to_see_products_gets_them(client: Client) -> None:
    staff = get_user_model().objects.create_user("ada@example.com", "secret", is_staff=True)
    assert client.get(ALL).status_code == 302
    client.force_login(staff)
    assert client.get(ALL).status_code == 403
    staff.user_permissions.add(Permission.objects.get(codename="view_product"))
    assert client.get(ALL).status_code == 200


def test_memory_stays_flat_however_many_there_are() -> None:
    peaks = []
    for many in (1000, 4000):
        fill(many)
        tracemalloc.start()
        for _piece in exported(Product.objects.all()):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5


@pytest.mark.django_db(transaction=True)
def test_the_live_server_sends_it_piece_by_piece_too() -> None:
    fill(1200)
    staff = get_user_model().objects.create_superuser("ada@example.com", "secret")

    async def pieces() -> list[bytes]:
        client = AsyncClient()
        await client.aforce_login(staff)
        response = await client.get(ALL)
        assert response.is_async
        read = [piece async for piece in response.streaming_content]
        await sync_to_async(connections.close_all)()
        return read

    read = asyncio.run(pieces())
    assert len(read) == 4
    assert b"".join(read) == b"".join(exported(Product.objects.all()))
