"""The address book: one's own, and nobody else's."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from shop.accounts import address_book
from shop.accounts.models import Address, User
from shop.accounts.tests.people import make_user
from shop.inventory.tests.races import race

pytestmark = pytest.mark.django_db

MILL = {
    "name": "Ada Lovelace",
    "street": "1 Mill Lane",
    "extra": "",
    "postcode": "1010",
    "city": "Vienna",
    "region": "",
    "country": "AT",
    "phone": "",
}


@pytest.fixture
def ada(client: Client) -> User:
    ada = make_user()
    client.force_login(ada)
    return ada


def add(client: Client, **changes: Any) -> HttpResponse:
    return client.post(reverse("address_add"), {**MILL, **changes})


def book(user: User) -> list[tuple[str, bool]]:
    return list(user.addresses.order_by("pk").values_list("street", "is_default"))


def test_the_first_address_is_the_default_until_another_is(client: Client, ada: User) -> None:
    add(client)
    add(client, street="2 Hill")
    add(client, street="3 Dale", is_default="on")
    assert book(ada) == [("1 Mill Lane", False), ("2 Hill", False), ("3 Dale", True)]
    client.post(reverse("address_default", args=[ada.addresses.get(street="2 Hill").pk]))
    assert book(ada) == [("1 Mill Lane", False), ("2 Hill", True), ("3 Dale", False)]


def test_without_the_default_the_oldest_takes_its_place(client: Client, ada: User) -> None:
    for street in ("1 Mill Lane", "2 Hill", "3 Dale"):
        add(client, street=street)
    client.post(reverse("address_remove", args=[ada.addresses.first().pk]))
    assert book(ada) == [("2 Hill", True), ("3 Dale", False)]


def test_an_address_is_changed_as_a_whole(client: Client, ada: User) -> None:
    add(client)
    page = reverse("address_change", args=[ada.addresses.get().pk])
    assert 'value="1 Mill Lane"' in client.get(page).text
    client.post(page, {**MILL, "street": "9 Elm", "phone": "+43 1 234"})
    assert ada.addresses.values("street", "phone", "is_default").get() == {
        "street": "9 Elm", "phone": "+43 1 234", "is_default": True,
    }  # fmt: skip


def test_the_same_address_is_kept_once(client: Client, ada: User) -> None:
    add(client)
    add(client)
    assert ada.addresses.count() == 1


def test_a_full_book_says_so_and_loses_nothing(client: Client, ada: User, settings: Settings) -> None:
    settings.ADDRESS_CAP = 1
    add(client)
    answer = add(client, street="2 Hill")
    assert answer.status_code == 422
    assert "Your address book is full" in answer.text
    assert 'value="2 Hill"' in answer.text
    assert ada.addresses.count() == 1


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"street": "x" * 10_000}, "at most 200"),
        ({"name": "Ada\r\nBcc: eve@example.com"}, "one line"),
        ({"city": "\x00"}, "Null characters"),
        ({"postcode": "nowhere"}, "look like"),
        ({"country": "XX"}, "valid choice"),
    ],
)
@pytest.mark.usefixtures("ada")
def test_a_bad_address_is_explained_and_not_kept(client: Client, changes: dict[str, Any], words: str) -> None:
    answer = add(client, **changes)
    assert answer.status_code == 422
    assert words in answer.text
    assert not Address.objects.exists()


@pytest.mark.parametrize("name", ["address_change", "address_remove", "address_default"])
def test_nobody_reads_or_changes_the_address_of_another(client: Client, name: str, ada: User) -> None:
    add(client)
    address = ada.addresses.values().get()
    eve = Client()
    eve.force_login(make_user("eve@shop.example"))
    assert eve.post(reverse(name, args=[address["id"]]), {**MILL, "street": "Hers"}).status_code == 404
    assert eve.get(reverse("address_change", args=[address["id"]])).status_code == 404
    assert "Mill Lane" not in eve.get(reverse("addresses")).text
    assert ada.addresses.values().get() == address
    assert Client().get(reverse("addresses")).status_code == 302


def test_the_database_keeps_one_default_each(client: Client, ada: User) -> None:
    add(client)
    with pytest.raises(IntegrityError):
        Address.objects.create(user=ada, is_default=True, **MILL)


@pytest.mark.usefixtures("ada")
def test_a_name_is_one_line(client: Client) -> None:
    answer = client.post(reverse("profile"), {"name": "Ada\r\nBcc: eve@example.com"})
    assert answer.status_code == 422
    client.post(reverse("profile"), {"name": " Ada  Lovelace "})
    assert User.objects.get().name == "Ada Lovelace"


@pytest.mark.django_db(transaction=True)
def test_the_same_form_at_the_same_moment_is_one_address() -> None:
    ada = make_user()
    kept = race([lambda: address_book.add(ada, MILL)] * 4)
    assert {address.pk for address in kept} == {ada.addresses.get().pk}
