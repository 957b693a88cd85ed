import pytest
from django.test import Client

from shop.accounts.models import User
from shop.notifications.models import MailPreferences

pytestmark = pytest.mark.django_db

URL = "/account/mails/"


def test_a_shopper_gets_optional_mail_only_when_asked_for(client: Client) -> None:
    ada = User.objects.create_user("ada@shop.example")
    client.force_login(ada)
    assert "checked" not in client.get(URL).content.decode()
    client.post(URL, {"holds": "on"})
    assert MailPreferences.objects.get().holds
    assert "checked" in client.get(URL).content.decode()
    client.post(URL, {})
    assert not MailPreferences.objects.get().holds


def test_preferences_are_for_who_is_signed_in(client: Client) -> None:
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"
