"""What a shopper finds in their account of what they ordered."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shop.accounts.models import User
from shop.accounts.tests.people import make_user
from shop.catalogue.tests.factories import make_picture, make_product
from shop.orders import history
from shop.orders.models import Order
from shop.orders.tests.placing import add_to_cart, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client: Client) -> User:
    ada = make_user()
    client.force_login(ada)
    return ada


def order(client: Client, *titles: str) -> Order:
    for title in titles:
        product = make_product(title)
        make_picture(product)
        add_to_cart(client, product.default_variant.pk, 2)
    submit(client)
    return Order.objects.first()


@pytest.mark.usefixtures("ada")
def test_an_order_is_told_by_number_state_total_and_pictures(client: Client) -> None:
    placed = order(client, "Cup", "Bowl")
    for name in ("orders", "account"):
        page = client.get(reverse(name)).text
        assert page.count("/media/products/") == 2
        for said in (placed.number, "Awaiting payment", "€44.90", "4 items", 'alt="Cup"'):
            assert said in page


@pytest.mark.usefixtures("ada")
def test_who_ordered_nothing_is_told_where_to_begin(client: Client) -> None:
    assert "No orders yet" in client.get(reverse("orders")).text
    assert "You have not ordered anything yet." in client.get(reverse("account")).text


@pytest.mark.usefixtures("ada")
def test_more_orders_take_more_pages_and_not_more_statements(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    for number in range(3):
        order(client, f"Cup {number}")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("orders"))
        counts.append(len(queries))
    assert counts[1] == counts[2]
    monkeypatch.setattr(history, "ORDERS_PER_PAGE", 2)
    newest, *_, oldest = Order.objects.values_list("number", flat=True)
    first, second = (client.get(reverse("orders"), {"page": page}).text for page in (1, 2))
    assert newest in first
    assert oldest in second
    assert newest not in second


def test_only_who_is_signed_in_has_an_account_page(client: Client) -> None:
    for name in ("account", "orders"):
        assert client.get(reverse(name)).url.startswith(reverse("account_login"))
