"""A guest's orders join the account of whoever has shown that the address is theirs."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from shop.accounts.models import User
from shop.accounts.tests.people import confirm, make_user, sign_in, sign_up
from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.orders.joining import join
from shop.orders.models import Order
from shop.orders.tests.placing import add_to_cart, submit

pytestmark = pytest.mark.django_db

BOB = "bob@example.com"


@pytest.fixture
def cup() -> Variant:
    cache.clear()
    return make_product("Cup").default_variant


def order_as_guest(cup: Variant, email: str) -> Order:
    guest = Client()
    add_to_cart(guest, cup.pk)
    submit(guest, email=email)
    return Order.objects.first()


def test_they_join_when_the_address_is_confirmed_and_not_before(client: Client, cup: Variant) -> None:
    order = order_as_guest(cup, "BOB@Example.com")
    sign_up(client, BOB)
    order.refresh_from_db()
    assert order.user is None
    confirm(client, BOB)
    order.refresh_from_db()
    assert order.user == User.objects.get()
    page = client.get(reverse("orders")).text
    assert order.number in page
    assert "1 order that you placed without an account is in your account now." in page


def test_what_was_ordered_as_a_guest_later_joins_at_the_next_sign_in(client: Client, cup: Variant) -> None:
    bob = make_user(BOB)
    order = order_as_guest(cup, BOB)
    sign_in(client, BOB)
    order.refresh_from_db()
    assert order.user == bob


def test_an_unconfirmed_address_brings_nothing(client: Client, cup: Variant) -> None:
    eve = make_user("eve@example.com")
    EmailAddress.objects.create(user=eve, email=BOB, verified=False)
    order = order_as_guest(cup, BOB)
    sign_in(client, eve.email)
    order.refresh_from_db()
    assert order.user is None
    assert order.number not in client.get(reverse("orders")).text


def test_an_order_that_has_a_shopper_keeps_them(cup: Variant) -> None:
    order, ada = order_as_guest(cup, BOB), make_user("ada@example.com")
    Order.objects.update(user=ada)
    assert join(make_user(BOB)) == 0
    order.refresh_from_db()
    assert order.user == ada
