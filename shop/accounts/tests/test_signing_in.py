import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from shop.accounts.models import User
from shop.accounts.tests.people import PASSWORD, confirm, make_user, sign_in, sign_up, user_of
from shop.notifications.models import Mail

pytestmark = pytest.mark.django_db


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


def test_a_forgotten_password_is_set_anew_through_the_mailed_link(client: Client, ada: User) -> None:
    client.post("/accounts/password/reset/", {"email": "ADA@shop.example"})
    mail = Mail.objects.get(to=ada.email)
    link = next(word for word in mail.text.split() if word.startswith("http"))
    form = client.get(link.removeprefix("http://testserver"), follow=True)
    new = {"password1": f"{PASSWORD} staple", "password2": f"{PASSWORD} staple"}
    client.post(form.request["PATH_INFO"], new)
    sign_in(client, ada.email, f"{PASSWORD} staple")
    assert user_of(client) == str(ada.pk)


def test_the_admin_is_entered_through_the_shops_own_login(client: Client) -> None:
    answer = client.get("/admin/login/?next=/admin/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_a_shopper_is_kept_out_of_the_admin(client: Client, ada: User) -> None:
    client.force_login(ada)
    assert client.get("/admin/login/?next=/admin/").status_code == 403
