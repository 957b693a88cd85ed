"""Invoices and packing slips: who may open them, and that whatever a name is made of, they print."""

from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from shop.accounts.models import User
from shop.orders.access import signed_link
from shop.orders.models import Invoice, Order
from shop.orders.paper.invoice import invoice_pdf
from shop.orders.paper.sheet import Sheet
from shop.orders.paper.slip import slip_pdf
from shop.orders.tests.fulfilling import clerk, paid, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> Order:
    order = paid(2, 1)
    send(order, 1, carrier="DHL", tracking_number="JJD-01")
    return order


def sheets(order: Order) -> list[str]:
    """Return the addresses of an order's sheets, as its shopper knows them."""
    slip = reverse("order_slip", args=[order.number, order.shipments.get().pk])
    return [reverse("order_invoice", args=[order.number]), slip]


def text_of(sheet: bytes) -> str:
    """Return what can be read on all pages, on one line."""
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(sheet)).pages)


def at_the_desk(order: Order) -> list[str]:
    return [
        reverse("admin:orders_order_invoice", args=[order.pk]),
        reverse("admin:orders_order_slip", args=[order.pk]),
        reverse("admin:orders_order_parcel", args=[order.pk, order.shipments.get().pk]),
    ]


def statuses(client: Client, addresses: list[str]) -> set[int]:
    return {client.get(address).status_code for address in addresses}


def test_a_shopper_opens_the_sheets_from_the_orders_page(client: Client, order: Order) -> None:
    ada = User.objects.create_user("ada@example.com")
    Order.objects.update(user=ada)
    client.force_login(ada)
    page = client.get(order.get_absolute_url()).content.decode()
    for address in sheets(order):
        assert address in page
        answer = client.get(address)
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
        assert "no-store" in answer["Cache-Control"]


def test_a_guest_opens_them_with_the_signed_link_and_not_by_number(client: Client, order: Order) -> None:
    assert statuses(client, sheets(order)) == {404}
    link = urlsplit(signed_link(order))
    client.get(f"{link.path}?{link.query}")
    assert statuses(client, sheets(order)) == {200}


def test_another_shopper_opens_none_of_them(client: Client, order: Order) -> None:
    client.force_login(User.objects.create_user("eve@example.com"))
    assert statuses(client, sheets(order)) == {404}
    assert statuses(client, at_the_desk(order)) == {302}


@pytest.mark.parametrize("role, status", [("Fulfilment", 200), ("Refunds", 200), ("Catalogue", 403)])
def test_the_desk_opens_them_for_who_may_see_orders(
    client: Client, order: Order, role: str, status: int
) -> None:
    client.force_login(clerk(role))
    assert statuses(client, at_the_desk(order)) == {status}


def test_a_parcel_of_another_order_is_not_opened_with_this_one(client: Client, order: Order) -> None:
    other = paid(1)
    send(other)
    Order.objects.update(user=User.objects.create_user("ada@example.com"))
    client.force_login(User.objects.get())
    crossed = reverse("order_slip", args=[order.number, other.shipments.get().pk])
    assert client.get(crossed).status_code == 404


def test_without_an_invoice_there_is_none_to_open(admin_client: Client, order: Order) -> None:
    Invoice.objects.all().delete()
    assert admin_client.get(at_the_desk(order)[0]).status_code == 404


def test_an_invoice_says_what_it_is_for_and_adds_up(order: Order) -> None:
    said = text_of(invoice_pdf(order.invoice))
    for words in (order.invoice.number, order.number, "Bob Baker", "Cup 1", "€20.00", "€34.90", "20 %"):
        assert words in said


def test_an_invoice_tells_what_was_taken_off_and_each_rate_of_tax(order: Order) -> None:
    Order.objects.update(discount=2, discount_code="SPRING", delivery_tax_rate=10)
    said = text_of(invoice_pdf(Invoice.objects.get()))
    for words in ("Discount, SPRING -€2.00", "Contains 10 % tax €0.45", "Contains 20 % tax €5.00"):
        assert words in said


def test_a_slip_says_what_is_inside_and_names_no_price(order: Order) -> None:
    said = text_of(slip_pdf(order, order.shipments.get()))
    assert "JJD-01" in said
    assert "Still to come" in said
    assert "€" not in said
    assert "Cup 2" in text_of(slip_pdf(order))


@pytest.mark.parametrize(
    "name",
    [
        "Ελένη Ωραία",
        "Zażółć Gęślą-Jaźń",
        "“D’Arcy” — Œuvre & Søn",
        "Київ Nguyễn",
        "שלום עולם",
        "مرحبا بالعالم",
        "你好 😀 \ud800",
        "a\u0301" * 200,
        "x" * 10_000,
        "two words " * 1000,
        "<b>&amp;</b> **bold** {nb} \x00\x07\r\n",
        "",
    ],
    ids=str.__len__,
)
def test_whatever_a_name_is_made_of_prints(order: Order, name: str) -> None:
    order.name = order.street = order.extra = order.city = name
    order.invoice.order = order
    assert invoice_pdf(order.invoice).startswith(b"%PDF")
    assert slip_pdf(order).startswith(b"%PDF")


def test_names_are_printed_as_they_are_written_and_what_the_font_lacks_is_replaced() -> None:
    sheet = Sheet("Test")
    assert sheet.printable("Ελένη “Żółć” Київ") == "Ελένη “Żółć” Київ"
    assert sheet.printable("a\u0301 你\nb") == "á ? b"


def test_a_long_order_goes_on_over_numbered_pages() -> None:
    order = paid(*[1] * 6)
    order.lines.update(title="A rather long title " * 12, options="word " * 2000)
    pages = PdfReader(BytesIO(invoice_pdf(order.invoice))).pages
    assert len(pages) == 2
    assert "Page 2 of 2" in pages[1].extract_text()


@pytest.mark.parametrize("language, word", [("de", "Rechnung"), ("ar", "Invoice")])
def test_sheets_are_in_the_orders_language_unless_the_font_cannot_write_it(
    order: Order, language: str, word: str
) -> None:
    Order.objects.update(language=language)
    order.refresh_from_db()
    assert word in text_of(invoice_pdf(Invoice.objects.get()))
    assert "??" not in text_of(invoice_pdf(Invoice.objects.get())) + text_of(slip_pdf(order))
