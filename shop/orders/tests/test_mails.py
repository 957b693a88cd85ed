"""The mails that follow from an order: who gets what, and what is in it."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.models import F
from django.utils import translation
from pytest_django import Settings

from shop.cart.holds import add
from shop.cart.models import Cart
from shop.catalogue.tests.factories import make_product
from shop.notifications.models import Mail
from shop.notifications.tests.strict import strict_templates
from shop.orders import mails
from shop.orders.models import Order, Payment, Refund, RefundLine, Shipment, ShipmentLine, Transition
from shop.orders.tests.placing import place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _strict(settings: Settings) -> None:
    settings.TEMPLATES = strict_templates()


@pytest.fixture
def order() -> Order:
    cart = Cart.objects.create()
    for title, quantity in {"Kettle": 3, "Apron": 1}.items():
        add(cart, make_product(title=title, stock=5).default_variant, quantity)
    order = place(cart)
    Mail.objects.all().delete()
    return order


def paid(order: Order) -> Payment:
    return Payment.objects.create(
        order=order, provider="stripe", session=uuid.uuid4(), amount=order.total, state="captured"
    )


def parcel(order: Order, *quantities: int, **fields: str) -> Shipment:
    shipment = Shipment.objects.create(order=order, **fields)
    for line, quantity in zip(order.lines.all(), quantities, strict=False):
        ShipmentLine.objects.create(shipment=shipment, line=line, quantity=quantity)
    return shipment


def test_an_order_paid_on_delivery_needs_nothing_more(order: Order) -> None:
    mails.mail_received(order, list(order.lines.all()))
    mail = Mail.objects.get()
    assert "Pay on delivery" in mail.text
    assert "Pay now" not in mail.text + mail.html


def test_an_order_to_be_paid_first_has_its_way_to_pay(order: Order, settings: Settings) -> None:
    order.payment = Order.Payment.STRIPE
    mails.mail_received(order, list(order.lines.all()))
    mail = Mail.objects.get()
    assert f"by {order.placed_at + timedelta(minutes=settings.UNPAID_MINUTES):%H:%M} UTC" in mail.text
    assert f"Pay now:\nhttp://127.0.0.1:8000/orders/{order.number}/?key=" in mail.text
    assert "Pay now" in mail.html


def test_a_parcel_says_what_is_in_it_and_what_is_still_to_come(order: Order) -> None:
    parcel(order, 1)
    mails.mail_shipped(parcel(order, 1, carrier="DHL", tracking_number="JJD 1"))
    mail = Mail.objects.get()
    inside, to_come = mail.text.split("Still to come")
    assert "A part of" in mail.subject
    assert "1 × Kettle" in inside
    assert "1 × Kettle" in to_come
    assert "1 × Apron" in to_come
    assert "tracking-id=JJD%201" in mail.text


def test_a_whole_parcel_of_an_unknown_carrier_promises_no_more(order: Order) -> None:
    mails.mail_shipped(parcel(order, 3, 1, carrier="Uncle Joe", tracking_number="7"))
    mail = Mail.objects.get()
    assert "Uncle Joe" in mail.text
    assert "Still to come" not in mail.text + mail.html
    assert "Follow the parcel" not in mail.text + mail.html


@pytest.mark.parametrize(
    "has_paid, said", [(True, "What you paid goes back"), (False, "nothing for you to pay")]
)
def test_a_cancelled_order_says_whether_money_goes_back(order: Order, has_paid: bool, said: str) -> None:
    if has_paid:
        paid(order)
    mails.mail_cancelled(order)
    assert said in Mail.objects.get().text


def test_a_cancelled_order_says_why_where_that_is_known(order: Order) -> None:
    Transition.objects.create(order=order, target=Order.State.CANCELLED, note="It was not paid in time.")
    mails.mail_cancelled(order)
    assert "It was not paid in time." in Mail.objects.get().text


def test_a_discount_stands_between_the_lines_and_the_total(order: Order) -> None:
    Order.objects.update(discount=Decimal("4.00"), discount_code="HARBOUR", total=F("total") - 4)
    order.lines.filter(title="Kettle").update(discount=Decimal("4.00"))
    order.refresh_from_db()
    mails.mail_paid(order)
    mail = Mail.objects.get()
    assert "3 × Kettle\n    €30.00" in mail.text
    assert "Discount, HARBOUR: −€4.00" in mail.text
    assert "−€4.00" in mail.html


def test_a_refund_says_how_much_for_what_and_by_which_way(order: Order) -> None:
    refund = Refund.objects.create(
        order=order, payment=paid(order), amount=Decimal("12.50"), reason="Rude shopper"
    )
    RefundLine.objects.create(refund=refund, line=order.lines.first(), quantity=2)
    mails.mail_refunded(refund)
    mail = Mail.objects.get()
    assert "€12.50" in mail.text
    assert "2 × Kettle" in mail.text
    assert "Card, wallet or bank" in mail.text
    assert "Rude" not in mail.text + mail.html


def _late(order: Order) -> None:
    mails.mail_declined_late_money(order, Refund.objects.create(order=order, amount=order.total))


@pytest.mark.parametrize("tell", [mails.mail_paid, mails.mail_cancelled, mails.mail_link, _late])
def test_every_mail_goes_to_its_order_and_opens_it(order: Order, tell: Callable[[Order], None]) -> None:
    tell(order)
    mail = Mail.objects.get()
    assert mail.to == order.email
    assert order.number in mail.subject
    assert mails.signed_link(order) in mail.text


def test_mail_is_in_the_orders_language_whoever_causes_it(order: Order, settings: Settings) -> None:
    order.language = "de"
    with translation.override("en"):
        mails.mail_paid(order)
    mail = Mail.objects.get()
    assert '<html lang="de" dir="ltr">' in mail.html
    assert f"{settings.PUBLIC_URL}/de/orders/{order.number}/?key=" in mail.text
