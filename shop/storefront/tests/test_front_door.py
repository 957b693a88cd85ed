"""Which language whoever comes is met in, and what is remembered of it."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from shop.http import in_language

pytestmark = pytest.mark.django_db

OTHERS = [code for code, _name in settings.LANGUAGES][1:]
TYPED = {"sec-fetch-site": "none"}


def test_the_front_door_opens_in_the_language_read_last(client: Client) -> None:
    client.get(f"/{OTHERS[0]}/cart/")
    assert client.get("/?a=b", headers=TYPED).url == f"/{OTHERS[0]}/?a=b"
    assert client.get("/", headers={"sec-fetch-site": "same-origin"}).status_code == 200
    assert client.get("/", headers=TYPED).status_code == 200


def test_who_never_was_here_is_met_in_the_language_of_the_browser(client: Client) -> None:
    preferred = {"accept-language": f"xx,{OTHERS[0]};q=0.9,en;q=0.8"}
    answer = client.get("/", headers=TYPED | preferred)
    assert answer.url == f"/{OTHERS[0]}/"
    assert {"Cookie", "Accept-Language", "Sec-Fetch-Site"} <= {*answer["Vary"].split(", ")}
    assert client.get("/products/", headers=TYPED | preferred).status_code == 200


def test_what_everybody_may_keep_sets_no_cookie(client: Client) -> None:
    client.get(in_language("/search/suggestions/?q=cu", OTHERS[0]))
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


def test_the_admin_speaks_as_the_merchants_browser_does(admin_client: Client) -> None:
    path = reverse("admin:index")
    assert '<html lang="de"' in admin_client.get(path, headers={"accept-language": "de"}).text
    assert '<html lang="en' in admin_client.get(path).text
    assert settings.LANGUAGE_COOKIE_NAME not in admin_client.cookies
