"""The authenticator app: how it is set up, and what it keeps out."""

import re
import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from shop.accounts.models import User
from shop.accounts.tests.people import PASSWORD, make_user, sign_in, user_of
from shop.notifications.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    cache.clear()
    return make_user()


@pytest.fixture
def secret(ada: User) -> str:
    """Ada uses an app; this is what it knows."""
    secret = generate_totp_secret()
    TOTP.activate(ada, secret)
    return secret


def shown_by_the_app(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def give(client: Client, code: str) -> None:
    client.post(reverse("mfa_authenticate"), {"code": code})


def test_it_is_set_up_after_the_password_with_a_code_drawn_into_the_page(
    client: Client, ada: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    client.force_login(ada)
    setting_up = reverse("mfa_activate_totp")
    asked = client.get(setting_up)
    assert asked.url.startswith(reverse("account_reauthenticate"))
    client.post(asked.url, {"password": PASSWORD})
    page = client.get(setting_up).text
    assert "<svg" in page
    assert "data:" not in page
    secret = re.search(r'class="key">(\w+)<', page)[1]
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(setting_up, {"code": shown_by_the_app(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    assert RecoveryCodes(ada.authenticator_set.get(type="recovery_codes")).get_unused_codes()[0] in (
        client.get(answer.url).text
    )
    assert Mail.objects.get().kind == "totp_activated"


def test_the_password_alone_opens_nothing(client: Client, ada: User, secret: str) -> None:
    sign_in(client, ada.email)
    assert user_of(client) is None
    give(client, "000000" if shown_by_the_app(secret) != "000000" else "111111")
    assert user_of(client) is None
    give(client, shown_by_the_app(secret))
    assert user_of(client) == str(ada.pk)


def test_a_code_that_was_seen_is_worth_nothing_afterwards(client: Client, ada: User, secret: str) -> None:
    code = shown_by_the_app(secret)
    for visitor in (client, Client()):
        sign_in(visitor, ada.email)
        give(visitor, code)
    assert user_of(client) == str(ada.pk)
    assert user_of(visitor) is None


@pytest.mark.usefixtures("secret")
def test_a_recovery_code_replaces_the_app_once(client: Client, ada: User) -> None:
    code = RecoveryCodes.activate(ada).get_unused_codes()[0]
    for visitor in (client, Client()):
        sign_in(visitor, ada.email)
        give(visitor, code)
    assert user_of(client) == str(ada.pk)
    assert user_of(visitor) is None


@pytest.mark.usefixtures("secret")
def test_guessing_codes_is_stopped(client: Client, ada: User) -> None:
    code = RecoveryCodes.activate(ada).get_unused_codes()[0]
    sign_in(client, ada.email)
    for _ in range(10):
        give(client, "not a code")
    give(client, code)
    assert user_of(client) is None


def test_staff_take_a_lost_app_off_and_never_see_its_secret(
    admin_client: Client, ada: User, secret: str
) -> None:
    row = ada.authenticator_set.get()
    page = admin_client.get(reverse("admin:mfa_authenticator_change", args=[row.pk])).text
    assert ada.email in page
    assert secret not in page
    admin_client.post(reverse("admin:mfa_authenticator_delete", args=[row.pk]), {"post": "yes"})
    assert not ada.authenticator_set.exists()
