"""Signing up on the page of what is sold out, and leaving again."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.messages import get_messages
from django.core.signing import TimestampSigner, b62_encode
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from pytest_django.asserts import assertContains

from shop.accounts.models import User
from shop.accounts.privacy import delete_account, export
from shop.catalogue.models import Variant
from shop.inventory.receiving import receive
from shop.notifications.models import Mail
from shop.operations.rate_limits import limit
from shop.restock.models import SignUp
from shop.restock.signing_up import KEPT_UNCONFIRMED, MOST_A_DAY
from shop.restock.tasks import tell_of_returns
from shop.restock.tests.waiting import sold_out, told, waiting

pytestmark = pytest.mark.django_db

ADA = "ada@shop.example"
URL = "/back-in-stock/"


@pytest.fixture
def kettle() -> Variant:
    return sold_out()


def mailed_link() -> str:
    return re.search(r"(/back-in-stock/confirm/\S+)", Mail.objects.latest("pk").text)[1]


def asked(client: Client, variant: Variant, email: str = ADA) -> str:
    """Sign up and return what the next page says."""
    answer = client.post(URL, {"variant": variant.pk, "email": email})
    return [str(message) for message in get_messages(answer.wsgi_request)][-1]


def test_whoever_confirms_by_mail_is_told_when_it_is_back(client: Client, kettle: Variant) -> None:
    assert "look into your inbox" in asked(client, kettle)
    assertContains(client.get(mailed_link()), "Yes, tell me")
    receive(kettle.pk, 1)
    tell_of_returns()
    assert told() == []
    assertContains(client.post(mailed_link(), follow=True), "You are on the list")
    tell_of_returns()
    assert told() == ["ada"]


def test_a_shopper_with_a_verified_address_need_not_confirm(client: Client, kettle: Variant) -> None:
    ada = User.objects.create_user(ADA)
    EmailAddress.objects.create(user=ada, email=ADA, verified=True)
    client.force_login(ada)
    assert f'value="{ADA}"' in client.get(kettle.product.get_absolute_url()).content.decode()
    assert "We write to you" in asked(client, kettle, "ADA@shop.example")
    assert not Mail.objects.exists()
    assert SignUp.objects.get().state == SignUp.State.WAITING


@pytest.mark.parametrize("email, verified", [(ADA, False), ("bob@shop.example", True)])
def test_nobody_signs_up_an_address_they_have_not_shown_to_read(
    client: Client, kettle: Variant, email: str, verified: bool
) -> None:
    ada = User.objects.create_user(ADA)
    EmailAddress.objects.create(user=ada, email=ADA, verified=verified)
    client.force_login(ada)
    asked(client, kettle, email)
    assert SignUp.objects.get().state == SignUp.State.ASKED


def test_the_answer_does_not_tell_who_waits_already(client: Client, kettle: Variant) -> None:
    waiting(kettle, "ada")
    EmailAddress.objects.create(user=User.objects.create_user(ADA), email=ADA, verified=True)
    assert asked(client, kettle, ADA) == asked(client, kettle, "new@shop.example")
    assert [mail.to for mail in Mail.objects.all()] == ["new@shop.example"]


def test_an_inbox_cannot_be_flooded(client: Client, kettle: Variant) -> None:
    asked(client, kettle)
    asked(client, kettle)
    assert Mail.objects.count() == 1
    for _ in range(MOST_A_DAY + 2):
        asked(client, sold_out())
    assert Mail.objects.count() == MOST_A_DAY


def test_who_was_told_may_wait_again(client: Client, kettle: Variant) -> None:
    waiting(kettle, "ada")
    long_ago = timezone.now() - timedelta(days=2)
    SignUp.objects.update(state=SignUp.State.TOLD, told_at=timezone.now(), asked_at=long_ago)
    asked(client, kettle)
    client.post(mailed_link())
    assert SignUp.objects.get().state == SignUp.State.WAITING


def test_a_link_that_is_no_good_says_so(
    client: Client, kettle: Variant, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(client, kettle)
    link = mailed_link()
    forged = link.replace("confirm/", "confirm/x")
    assert client.post(forged).status_code == 410
    SignUp.objects.all().delete()
    assert client.post(link).status_code == 410
    back_then = int((timezone.now() - KEPT_UNCONFIRMED).timestamp()) - 1
    monkeypatch.setattr(TimestampSigner, "timestamp", lambda _signer: b62_encode(back_then))
    asked(client, kettle)
    assert client.post(mailed_link()).status_code == 410


def test_a_bad_address_gets_the_form_back_with_what_was_typed(client: Client, kettle: Variant) -> None:
    answer = client.post(URL, {"variant": kettle.pk, "email": "ada@"})
    assertContains(answer, 'value="ada@"', status_code=422)
    assertContains(answer, "Enter a valid email address", status_code=422)
    by_htmx = client.post(URL, {"variant": kettle.pk, "email": "ada@"}, headers={"HX-Request": "true"})
    assertContains(by_htmx, "Enter a valid email address", status_code=422)
    assert "</html>" not in by_htmx.content.decode()


def test_what_is_not_sold_has_no_list(client: Client, kettle: Variant) -> None:
    Variant.objects.update(archived=True)
    answer = client.post(URL, {"variant": kettle.pk, "email": ADA})
    assertContains(answer, "We do not sell this any more", status_code=422)


def test_asking_is_rate_limited(client: Client, kettle: Variant, settings: Settings) -> None:
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "restock": limit("RATE_RESTOCK", "2/minute, 2/minute")}
    statuses = [client.post(URL, {"variant": kettle.pk, "email": ADA}).status_code for _ in range(3)]
    assert statuses == [302, 302, 429]


def test_one_click_in_the_mail_leaves_the_list(client: Client, kettle: Variant) -> None:
    waiting(kettle, "ada", "bob")
    receive(kettle.pk, 1)
    waiting(sold_out("Mug"), "ada")
    tell_of_returns()
    link = Mail.objects.get(kind="restock_back").unsubscribe
    assert client.get(link).status_code == 200
    assert SignUp.objects.filter(email=ADA).count() == 2
    client.post(link, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert list(SignUp.objects.values_list("email", flat=True)) == ["bob@shop.example"]


def test_what_an_account_waits_for_goes_along_and_goes_with_it(kettle: Variant) -> None:
    ada = User.objects.create_user(ADA)
    EmailAddress.objects.create(user=ada, email=ADA, verified=True)
    waiting(kettle, "ada", "bob")
    (told,) = export(ada)["back in stock"]
    assert (told["email"], told["variant__product__title"]) == (ADA, "Kettle")
    delete_account(ada)
    assert list(SignUp.objects.values_list("email", flat=True)) == ["bob@shop.example"]


def test_a_shopper_sees_what_they_wait_for_and_lets_go_of_it(client: Client, kettle: Variant) -> None:
    ada = User.objects.create_user(ADA)
    EmailAddress.objects.create(user=ada, email=ADA, verified=True)
    client.force_login(ada)
    assertContains(client.get("/back-in-stock/mine/"), "You wait for nothing")
    waiting(kettle, "ada", "bob")
    assertContains(client.get("/back-in-stock/mine/"), "Kettle")
    for stop in ("", "x", "999", SignUp.objects.get(email="bob@shop.example").pk):
        client.post("/back-in-stock/mine/", {"stop": stop})
    assert SignUp.objects.count() == 2
    client.post("/back-in-stock/mine/", {"stop": SignUp.objects.get(email=ADA).pk})
    assert list(SignUp.objects.values_list("email", flat=True)) == ["bob@shop.example"]
