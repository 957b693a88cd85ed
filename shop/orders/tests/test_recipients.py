"""The address book at the checkout, which needs no script."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from shop.accounts.address_book import add
from shop.accounts.models import Address, User
from shop.accounts.tests.people import make_user
from shop.catalogue.tests.factories import make_product
from shop.orders.models import Order
from shop.orders.tests.placing import ADDRESS, add_to_cart, filled_form

pytestmark = pytest.mark.django_db

HILL = {name: ADDRESS.get(name, "") for name in Address.PARTS} | {"street": "2 Hill", "name": "Ada"}
TYPED = {"street": "1 Mill Lane", "name": "Bob Baker"}


@pytest.fixture
def ada(client: Client) -> User:
    ada = make_user()
    client.force_login(ada)
    add_to_cart(client, make_product().default_variant.pk)
    return ada


def order(client: Client, **changes: str) -> Order:
    client.post(reverse("checkout"), filled_form(client, **changes))
    return Order.objects.get()


def test_the_usual_address_is_filled_in(client: Client, ada: User) -> None:
    address = add(ada, HILL)
    page = client.get(reverse("checkout")).text
    assert 'value="2 Hill"' in page
    chosen = page.partition(f'id="address-{address.pk}"')[2].partition(">")[0]
    assert "checked" in chosen


def test_a_chosen_address_takes_the_place_of_what_stands_in_the_fields(client: Client, ada: User) -> None:
    address = add(ada, HILL)
    placed = order(client, address=str(address.pk), **TYPED)
    assert (placed.street, placed.name) == ("2 Hill", "Ada")


def test_another_address_is_what_was_typed_and_kept_where_wished(client: Client, ada: User) -> None:
    add(ada, HILL)
    placed = order(client, address="new", keep_address="on", **TYPED)
    assert placed.street == "1 Mill Lane"
    assert set(ada.addresses.values_list("street", "is_default")) == {
        ("2 Hill", True),
        ("1 Mill Lane", False),
    }


def test_nothing_is_kept_unasked(client: Client, ada: User) -> None:
    order(client)
    assert not ada.addresses.exists()


def test_a_full_book_does_not_cost_the_order(client: Client, ada: User, settings: Settings) -> None:
    settings.ADDRESS_CAP = 0
    order(client, keep_address="on")
    assert not ada.addresses.exists()
    assert "Your address book is full" in client.get(reverse("home")).text


@pytest.mark.usefixtures("ada")
def test_the_address_of_another_shopper_cannot_be_chosen(client: Client) -> None:
    theirs = add(make_user("eve@shop.example"), HILL)
    assert order(client, address=str(theirs.pk), **TYPED).street == "1 Mill Lane"


def test_a_kept_address_that_its_country_would_not_take_is_laid_open(client: Client, ada: User) -> None:
    stale = add(ada, HILL)
    Address.objects.update(country="XX")
    answer = client.post(reverse("checkout"), filled_form(client, address=str(stale.pk)))
    assert answer.status_code == 422
    assert 'value="2 Hill"' in answer.text
    assert "checked" in answer.text.partition('id="address-new"')[2].partition(">")[0]
