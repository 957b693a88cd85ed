import pytest
from django.conf import settings
from django.core import mail as django_mail
from django.core.cache import cache
from django.test import Client

from shop.accounts.models import User
from shop.accounts.tests.people import make_user
from shop.notifications.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def test_a_sign_up_posts_its_confirmation_instead_of_sending_it(client: Client) -> None:
    client.post("/accounts/signup/", {"email": "new@shop.example", "password1": "correct horse battery"})
    mail = Mail.objects.get()
    assert (mail.to, mail.kind) == ("new@shop.example", "email_confirmation_signup")
    assert mail.secret
    assert mail.status == Mail.Status.WAITING
    assert not django_mail.outbox


def test_account_mail_names_the_shop_and_leads_back_to_it(client: Client) -> None:
    make_user("ada@shop.example")
    client.post("/accounts/password/reset/", {"email": "ada@shop.example"})
    mail = Mail.objects.get()
    assert "Fastshop" in mail.text
    assert "testserver" not in mail.subject
    assert f"{settings.PUBLIC_URL}/accounts/password/reset/key/" in mail.text
    assert f'href="{settings.PUBLIC_URL}/accounts/password/reset/key/' in mail.html


def test_account_mail_leads_to_the_shop_whatever_host_was_asked(client: Client) -> None:
    make_user("ada@shop.example")
    for email in ("ada@shop.example", "nobody@shop.example"):
        client.post("/accounts/password/reset/", {"email": email}, headers={"host": "localhost"})
    assert [mail.text for mail in Mail.objects.all() if "//localhost" in mail.text] == []


def test_the_confirmation_link_confirms_the_address(client: Client) -> None:
    client.post("/accounts/signup/", {"email": "new@shop.example", "password1": "correct horse battery"})
    link = next(word for word in Mail.objects.get().text.split() if "/confirm-email/" in word)
    client.post(link.removeprefix(settings.PUBLIC_URL))
    user = User.objects.get()
    assert user.emailaddress_set.get().verified
