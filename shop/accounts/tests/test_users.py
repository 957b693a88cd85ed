import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from shop.accounts.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"


@pytest.fixture
def boss(client: Client) -> User:
    boss = User.objects.create_superuser("boss@shop.example", PASSWORD)
    client.force_login(boss)
    return boss


def test_an_address_is_kept_in_lower_case() -> None:
    assert User.objects.create_user(" Ada@Shop.Example ").email == "ada@shop.example"


def test_two_users_cannot_differ_in_case_alone() -> None:
    User.objects.create_user("ada@shop.example")
    with pytest.raises(IntegrityError):
        User(email="ADA@shop.example").save()


@pytest.mark.usefixtures("boss")
def test_staff_create_a_user_by_address(client: Client) -> None:
    fields = {
        "email": "Ada@Shop.Example",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    client.post(reverse("admin:accounts_user_add"), fields)
    assert User.objects.get(email="ada@shop.example").check_password(PASSWORD)


@pytest.mark.usefixtures("boss")
def test_staff_are_told_when_an_address_is_taken_in_another_case(client: Client) -> None:
    User.objects.create_user("ada@shop.example")
    fields = {"email": "ADA@shop.example", "usable_password": "false"}
    answer = client.post(reverse("admin:accounts_user_add"), fields)
    assertContains(answer, "already exists")


def test_staff_find_and_open_a_user(client: Client, boss: User) -> None:
    assertContains(client.get(reverse("admin:accounts_user_changelist"), {"q": "boss"}), boss.email)
    assertContains(client.get(reverse("admin:accounts_user_change", args=[boss.pk])), boss.email)
