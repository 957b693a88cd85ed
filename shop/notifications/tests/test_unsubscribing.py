"""Mail that nobody needs can be left: in the mail program by one click, on a page by a button."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils.translation import gettext_lazy as _

from shop.notifications import unsubscribing
from shop.notifications.composing import Composed
from shop.notifications.outbox import enqueue
from shop.notifications.sending import send
from shop.notifications.tests.smtp import Sink
from shop.notifications.unsubscribing import MailingList, register, way_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def gone() -> Iterator[list[str]]:
    gone: list[str] = []
    register(MailingList("news", _("the news"), gone.append))
    yield gone
    del unsubscribing.lists["news"]


def test_mail_programs_leave_by_one_post_without_cookies_or_redirects(gone: list[str]) -> None:
    client = Client(enforce_csrf_checks=True)
    body = {"data": "List-Unsubscribe=One-Click", "content_type": "application/x-www-form-urlencoded"}
    for _again in range(2):
        assert client.post(way_out("news", "ada"), **body).status_code == 200
    assert gone == ["ada", "ada"]


def test_whatever_follows_links_leaves_nothing(client: Client, gone: list[str]) -> None:
    page = client.get(way_out("news", "ada"))
    assert "Write no more" in page.content.decode()
    assert "the news" in page.content.decode()
    assert not gone


@pytest.mark.parametrize("way", ["forged", "of a list that is no more"])
def test_nobody_leaves_for_others(client: Client, gone: list[str], way: str) -> None:
    link = way_out("news", "ada")[:-2] + "x/" if way == "forged" else way_out("olds", "ada")
    assert client.post(link).status_code == 404
    assert not gone


def test_the_way_out_is_in_the_head_of_the_mail(sink: Sink) -> None:
    link = way_out("news", "ada@shop.example")
    content = Composed("News", "News")
    send(enqueue("news", "ada@shop.example", content, unsubscribe=link).pk)
    send(enqueue("order", "ada@shop.example", content).pk)
    news, order = sink.taken
    assert "".join(news["List-Unsubscribe"].split()) == f"<{link}>"
    assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert order["List-Unsubscribe"] is None
