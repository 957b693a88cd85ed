"""Nobody learns at the door who has an account: not by what the pages say, nor by the work that they do."""

import re
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from shop.accounts.models import User
from shop.accounts.tests.people import PASSWORD, make_user
from shop.notifications.models import Mail

pytestmark = pytest.mark.django_db

KNOWN, UNKNOWN = "ada@shop.example", "eve@shop.example"
DOORS: dict[str, dict[str, str]] = {
    "/accounts/signup/": {"password1": PASSWORD},
    "/accounts/login/": {"password": "not the password"},
    "/accounts/password/reset/": {},
}
# Both addresses are equally long; what differs by itself is the token of the form.
DIFFERS = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|watch=[^"]*|data-visitor="[^"]*"')


@pytest.fixture(autouse=True)
def _one_has_an_account() -> None:
    cache.clear()
    make_user(KNOWN)


def knock(door: str, email: str) -> HttpResponse:
    field = "login" if "login" in door else "email"
    return Client().post(door, {field: email, **DOORS[door]}, follow=True)


def seen(answer: HttpResponse) -> tuple[Any, ...]:
    html = DIFFERS.sub("", answer.content.decode().replace(KNOWN, "").replace(UNKNOWN, ""))
    cookies = sorted(answer.client.cookies)
    return answer.redirect_chain, answer.status_code, cookies, html


@pytest.mark.parametrize("door", DOORS)
def test_a_known_and_an_unknown_address_are_answered_alike(door: str) -> None:
    assert seen(knock(door, KNOWN)) == seen(knock(door, UNKNOWN))


@pytest.mark.parametrize("door", DOORS)
def test_both_cost_as_many_hashed_passwords_and_mails(door: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    params = Argon2PasswordHasher.params

    def counted(hasher: Argon2PasswordHasher) -> Any:
        hashed.append(door)
        return params(hasher)

    monkeypatch.setattr(Argon2PasswordHasher, "params", counted)
    work = []
    for email in (KNOWN, UNKNOWN):
        hashed.clear()
        knock(door, email)
        work.append((len(hashed), Mail.objects.filter(to=email).count()))
    assert work[0] == work[1]


def test_who_signs_up_again_is_told_by_mail_alone() -> None:
    knock("/accounts/signup/", KNOWN)
    mail = Mail.objects.get()
    assert (mail.to, mail.kind) == (KNOWN, "account_already_exists")
    assert "/accounts/password/reset/" in mail.text
    assert User.objects.get().check_password(PASSWORD)


def test_an_account_opens_only_once_its_address_is_confirmed() -> None:
    visitor = Client()
    visitor.post("/accounts/signup/", {"email": UNKNOWN, "password1": PASSWORD})
    visitor.post("/accounts/login/", {"login": UNKNOWN, "password": PASSWORD})
    assert visitor.get("/account/").status_code == 302


@pytest.mark.parametrize("door", ["/accounts/signup/", "/accounts/password/reset/"])
def test_an_address_that_there_is_no_room_for_is_refused_in_words(door: str) -> None:
    answer = knock(door, f"{'a' * 250}@shop.example")
    assert "at most 254 characters" in answer.content.decode()
    assert not Mail.objects.exists()
