"""What people type never becomes a header, and however long it is the mail can be sent."""

from decimal import Decimal

import pytest

from shop.catalogue.models import Product, Variant
from shop.notifications.models import Mail
from shop.notifications.outbox import post
from shop.notifications.previews import SAMPLES
from shop.notifications.sending import send
from shop.notifications.tests.smtp import Sink
from shop.orders.models import Order

pytestmark = pytest.mark.django_db

LONGEST_LINE = 998  # https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1
HEADERS = {
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"),
    *("List-Unsubscribe", "List-Unsubscribe-Post", "X-Peer", "X-MailFrom", "X-RcptTo"),
}
WORDS = [
    "Ada\r\nBcc: everyone@shop.example",
    "N" * 10_000,
    "Ä" * 10_000,
    "<script>alert(1)</script>",
    ".\r\nQUIT",
]


def told(sink: Sink) -> list[str]:
    """Return the headers of what was sent, once it is clear that all of it is well-formed."""
    (message,) = sink.taken
    assert max(map(len, message.as_bytes().splitlines())) <= LONGEST_LINE
    assert set(message.keys()) <= HEADERS
    assert "<script" not in message.get_body(["html"]).get_content()
    return message.get_all("To")


@pytest.mark.parametrize("words", WORDS)
def test_a_shoppers_words_stay_in_the_text(sink: Sink, words: str) -> None:
    context = SAMPLES["order_paid"]()
    order = Order(**{**_fields(context["order"]), "name": words, "street": words, "extra": words})
    mail = post("order_paid", "ada@shop.example", {**context, "order": order})
    send(mail.pk)
    assert told(sink) == ["ada@shop.example"]
    assert "".join(words.split()) in "".join(sink.taken[0].get_body(["plain"]).get_content().split())


@pytest.mark.parametrize("words", WORDS)
def test_a_products_words_make_one_short_subject(sink: Sink, words: str) -> None:
    variant = Variant(product=Product(title=words), price=Decimal(1))
    context = {"variant": variant, "link": "https://shop.example/"}
    mail = post("restock_back", "ada@shop.example", context, unsubscribe="https://shop.example/out/")
    send(mail.pk)
    told(sink)
    subject = sink.taken[0]["Subject"].strip()
    assert len(subject) <= 200
    assert Mail.objects.get().subject == subject


def _fields(order: Order) -> dict[str, object]:
    return {
        field.name: getattr(order, field.name)
        for field in order._meta.concrete_fields
        if field.name != "user"
    }
