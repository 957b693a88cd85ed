"""How many statements a purchase costs, from the product's page to the order's. BEGIN and COMMIT count."""

import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from shop.catalogue.tests.factories import make_product
from shop.orders.tariffs import current
from shop.orders.tests.placing import ADDRESS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def warm(settings: Settings) -> None:
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "statements"}
    settings.CACHES = {**settings.CACHES, "near": memory}
    settings.CATALOGUE_SECONDS = 60
    caches["near"].clear()
    current()


def test_a_guests_purchase_costs_few_statements(client: Client, warm: None) -> None:
    variant = make_product(stock=5).default_variant
    url = variant.product.get_absolute_url()
    client.get(url)
    cost = {}
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    cost["product"] = len(captured)
    with CaptureQueriesContext(connection) as captured:
        client.post(reverse("cart_add"), {"variant": variant.pk, "quantity": 1}, headers=HTMX)
    cost["add"] = len(captured)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(reverse("checkout")).content.decode()
    cost["checkout"] = len(captured)
    terms = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("quote", "key")}
    with CaptureQueriesContext(connection) as captured:
        placed = client.post(
            reverse("checkout"), {**ADDRESS, "delivery": "standard", "payment": "cod", **terms}
        )
    cost["place"] = len(captured)
    with CaptureQueriesContext(connection) as captured:
        client.get(placed.url)
    cost["order"] = len(captured)
    assert cost == {"product": 2, "add": 14, "checkout": 5, "place": 17, "order": 8}
