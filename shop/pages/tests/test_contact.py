"""A shopper writes to the merchant: what arrives, once, and what bad input gets."""

import re
import uuid
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from shop.accounts.models import User
from shop.notifications.models import Mail
from shop.notifications.sending import send
from shop.notifications.tests.smtp import Sink
from shop.pages.models import Page

SAID = {
    "name": "Bob Baker",
    "email": "bob@example.com",
    "order": "4KX9-TQ2M7",
    "message": "Where is my kettle?\n\n<b>Bob</b>",
}


def filled(client: Client, **changes: Any) -> dict[str, Any]:
    key = re.search(r'name="key" value="([^"]+)"', client.get("/contact/").text)[1]
    return {**SAID, "key": key, **changes}


def write(client: Client, **changes: Any) -> HttpResponse:
    return client.post("/contact/", filled(client, **changes))


def test_the_merchant_gets_the_message_and_answers_the_shopper(client: Client, sink: Sink) -> None:
    answer = write(client)
    assert "Thank you. Your message is on its way" in client.get(answer.url).text
    send(Mail.objects.get().pk)
    (message,) = sink.taken
    assert (message["To"], message["Reply-To"]) == ("shop@fastshop.example", "bob@example.com")
    assert message["Subject"] == "Bob Baker writes about order 4KX9-TQ2M7"
    assert "Where is my kettle?" in message.get_body(["plain"]).get_content()
    assert "&lt;b&gt;Bob&lt;/b&gt;" in message.get_body(["html"]).get_content()


def test_nobody_but_the_merchant_gets_it(client: Client, settings: Settings) -> None:
    settings.MERCHANT_EMAIL = "mara@shop.example"
    write(client)
    assert Mail.objects.get().to == "mara@shop.example"


def test_a_form_that_is_posted_twice_is_one_message_and_a_changed_one_is_another(client: Client) -> None:
    form = filled(client)
    for message in ("Hello", "Hello", "Hello, one more thing"):
        assert client.post("/contact/", {**form, "message": message}).url == "/contact/?sent"
    assert Mail.objects.count() == 2


def test_the_same_words_in_another_form_are_another_message(client: Client) -> None:
    assert [write(client).status_code for _ in range(2)] == [302, 302]
    assert Mail.objects.count() == 2


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"name": ""}, "required"),
        ({"email": "nonsense"}, "valid email"),
        ({"email": "bob@example.com\r\nBcc: eve@example.com"}, "valid email"),
        ({"email": f"{'x' * 10_000}@example.com"}, "at most 254"),
        ({"message": " \n "}, "required"),
        ({"message": "x" * 10_000}, "at most 5000"),
        ({"message": "a\x00b"}, "Null characters"),
        ({"name": "Bob\r\nBcc: eve@example.com"}, "one line"),
        ({"order": "1\n2"}, "one line"),
        ({"order": "x" * 10_000}, "at most 20"),
    ],
)
def test_a_bad_field_is_explained_and_the_rest_is_kept(
    client: Client, changes: dict[str, Any], words: str
) -> None:
    answer = write(client, **changes)
    assert answer.status_code == 422
    assert words in answer.text
    assert ("Where is my kettle?" in answer.text) == ("message" not in changes)
    assert not Mail.objects.exists()


@pytest.mark.parametrize("key", ["", "x" * 10_000, "é"])
def test_a_tampered_key_loses_nothing(client: Client, key: str) -> None:
    assert write(client, key=key).status_code == 302
    assert Mail.objects.count() == 1


def test_separators_that_are_no_line_breaks_to_a_browser_add_no_header(client: Client, sink: Sink) -> None:
    write(client, name="Bob\u2028Bcc: eve@example.com\x85X: y\x0bZ: z")
    send(Mail.objects.get().pk)
    (message,) = sink.taken
    assert not {"bcc", "x", "z"} & {name.lower() for name in message}


def test_who_is_signed_in_is_known_and_the_merchant_is_told(client: Client) -> None:
    client.force_login(User.objects.create_user("ada@example.com", name="Ada"))
    page = client.get("/contact/?order=4KX9-TQ2M7").text
    assert all(f'value="{value}"' in page for value in ("ada@example.com", "Ada", "4KX9-TQ2M7"))
    write(client)
    assert "Signed in as: ada@example.com" in Mail.objects.get().text


def test_an_order_number_in_the_address_is_text(client: Client) -> None:
    assert "<script>" not in client.get("/contact/?order=<script>").text


def test_the_form_is_nobody_elses(client: Client) -> None:
    assert "no-store" in client.get("/contact/")["Cache-Control"]
    assert uuid.UUID(filled(client)["key"]) != uuid.UUID(filled(client)["key"])


def test_the_merchants_own_words_stand_above_the_form(client: Client) -> None:
    Page.objects.filter(slug="contact").update(text="Or ring the *bell*.")
    assert "Or ring the <em>bell</em>." in client.get("/contact/").text
