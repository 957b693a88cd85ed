"""Who finds an order: by its signed link, in the history, by mail; and who does not."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from shop.accounts.models import User
from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.notifications.models import Mail
from shop.orders.models import Order
from shop.orders.tests.placing import add_to_cart, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def variant() -> Variant:
    return make_product(title="Ink kettle", price="25.00", stock=5).default_variant


@pytest.fixture
def shopper(client: Client, variant: Variant) -> Client:
    add_to_cart(client, variant.pk, 2)
    return client


def text(response: HttpResponse) -> str:
    return response.content.decode()


def test_the_mails_link_opens_the_order_elsewhere_and_leaves_the_address_bar(shopper: Client) -> None:
    submit(shopper)
    link = re.search(r"http://\S+key=\S+", Mail.objects.get().text)[0]
    elsewhere = Client()
    response = elsewhere.get(link)
    assert response.url == Order.objects.get().get_absolute_url()
    page = elsewhere.get(response.url)
    assert page.status_code == 200
    assert (response["Referrer-Policy"], page["Referrer-Policy"]) == ("no-referrer", "same-origin")


def test_a_forged_link_opens_nothing(shopper: Client) -> None:
    submit(shopper)
    address = Order.objects.get().get_absolute_url()
    for key in ("", "forged", "é", "x" * 5000):
        assert Client().get(address, {"key": key}).status_code == 404


def test_somebody_elses_order_is_not_found(shopper: Client) -> None:
    submit(shopper)
    order = Order.objects.get()
    stranger = Client()
    stranger.force_login(User.objects.create_user("eve@example.com"))
    assert stranger.get(order.get_absolute_url()).status_code == 404
    assert stranger.post(reverse("order_cancel", args=[order.number])).status_code == 404
    order.refresh_from_db()
    assert order.state == Order.State.AWAITING_PAYMENT


@pytest.mark.parametrize("number", ["NOPE", "x" * 300, "%00", "0000-00000"])
def test_an_order_that_does_not_exist_is_not_found(client: Client, number: str) -> None:
    assert client.get(f"/orders/{number}/").status_code == 404


def test_a_shopper_has_a_history_and_nobody_else_sees_it(shopper: Client) -> None:
    alice = User.objects.create_user("alice@example.com", name="Alice")
    shopper.force_login(alice)
    assert 'value="alice@example.com"' in text(shopper.get(reverse("checkout")))
    submit(shopper)
    assert Order.objects.get().number in text(shopper.get(reverse("orders")))
    assert Client().get(reverse("orders")).status_code == 302


def test_find_my_order_mails_the_link_and_its_page_tells_nothing(shopper: Client) -> None:
    submit(shopper)
    number = Order.objects.get().number
    known = {"number": f" {number.lower()} ", "email": "BOB@example.com"}
    unknown = {"number": number, "email": "eve@example.com"}
    pages = [Client().post(reverse("find_order"), data) for data in (known, unknown)]
    assert [(page.status_code, page.context["sent"]) for page in pages] == [(200, True)] * 2
    assert all(number not in text(page) for page in pages)
    mail = Mail.objects.get(kind="order_link")
    assert mail.to == "bob@example.com"
    assert Client().get(re.search(r"http://\S+key=\S+", mail.text)[0]).status_code == 302


def test_find_my_order_does_not_flood_an_inbox(shopper: Client) -> None:
    submit(shopper)
    data = {"number": Order.objects.get().number, "email": "bob@example.com"}
    for _ in range(3):
        Client().post(reverse("find_order"), data)
    assert Mail.objects.filter(kind="order_link").count() == 1


def test_another_order_of_the_same_address_is_mailed_at_once(shopper: Client, variant: Variant) -> None:
    submit(shopper)
    add_to_cart(shopper, variant.pk)
    submit(shopper)
    for order in Order.objects.all():
        Client().post(reverse("find_order"), {"number": order.number, "email": order.email})
    assert Mail.objects.filter(kind="order_link").count() == 2
