import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from shop.accounts.models import User
from shop.accounts.tests.people import PASSWORD, confirm, make_user, sign_in, sign_up, user_of
from shop.notifications.models import Mail

pytestmark = pytest.mark.django_db

ANEW = f"{PASSWORD} staple"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def ada() -> User:
    return make_user("Ada@Shop.Example")


def test_a_shopper_signs_in_whatever_the_case_of_the_address(client: Client, ada: User) -> None:
    assert sign_in(client, "aDA@shop.EXAMPLE") == 302
    assert user_of(client) == str(ada.pk)


def test_what_a_visitor_has_in_the_session_survives_signing_in(client: Client, ada: User) -> None:
    session = client.session
    session["cart"] = "a-token"
    session.save()
    sign_in(client, ada.email)
    assert user_of(client) == str(ada.pk)
    assert client.session["cart"] == "a-token"
    assert client.session.session_key != session.session_key


def test_what_a_visitor_has_in_the_session_survives_signing_up(client: Client) -> None:
    session = client.session
    session["cart"] = "a-token"
    session.save()
    sign_up(client, "New@Shop.Example")
    confirm(client, "new@shop.example")
    assert user_of(client) == str(User.objects.get(email="new@shop.example").pk)
    assert client.session["cart"] == "a-token"


def test_an_address_is_taken_whatever_its_case(client: Client, ada: User) -> None:
    sign_up(client, "ADA@shop.example")
    assert user_of(client) is None
    assert User.objects.count() == 1


def test_guessing_a_password_is_stopped_also_for_who_then_knows_it(client: Client, ada: User) -> None:
    for _ in range(5):
        assert sign_in(client, ada.email, "wrong") == 200
    sign_in(client, ada.email)
    assert user_of(client) is None


def test_who_tries_links_too_often_gets_the_shops_own_page_that_says_so(
    client: Client, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"reset_password_from_key": "1/m/ip"}
    answers = [client.post("/accounts/password/reset/key/0-0/") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert "A little too fast" in answers[1].text
    assert answers[1]["Retry-After"] == "60"


def set_anew(client: Client, email: str) -> None:
    """Ask for a new password and follow the mailed link."""
    client.post("/accounts/password/reset/", {"email": email})
    link = next(word for word in Mail.objects.first().text.split() if word.startswith("http"))
    form = client.get(link.removeprefix(settings.PUBLIC_URL), follow=True)
    client.post(form.request["PATH_INFO"], {"password1": ANEW, "password2": ANEW})


def test_a_forgotten_password_is_set_anew_through_the_mailed_link(client: Client, ada: User) -> None:
    set_anew(client, "ADA@shop.example")
    sign_in(client, ada.email, ANEW)
    assert user_of(client) == str(ada.pk)


def test_who_sets_the_password_by_mail_has_confirmed_the_address(client: Client) -> None:
    made_by_staff = User.objects.create_user("bob@shop.example")
    set_anew(client, made_by_staff.email)
    sign_in(client, made_by_staff.email, ANEW)
    assert user_of(client) == str(made_by_staff.pk)


def test_an_address_that_waits_is_not_confirmed_by_the_mail_to_another(client: Client, ada: User) -> None:
    waiting = EmailAddress.objects.create(user=ada, email="new@shop.example")
    set_anew(client, ada.email)
    waiting.refresh_from_db()
    assert not waiting.verified


def test_the_admin_is_entered_through_the_shops_own_login(client: Client) -> None:
    answer = client.get("/admin/login/?next=/admin/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_a_shopper_is_kept_out_of_the_admin(client: Client, ada: User) -> None:
    client.force_login(ada)
    assert client.get("/admin/login/?next=/admin/").status_code == 403
