"""An order paid by Stripe: told twice, out of order, late, wrong, in parallel; Stripe slow or away."""

from functools import partial
from typing import Any

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from shop.catalogue.tests.factories import make_product
from shop.inventory.models import Stock
from shop.inventory.tests.races import race
from shop.orders.models import Order, Payment, Refund
from shop.orders.paying_back import carry_out, carry_out_due
from shop.orders.refunds import refund
from shop.orders.tests.placing import add_to_cart, submit
from shop.payments import stripe as ours
from shop.payments.tests.fake_stripe import FakeStripe, signed
from shop.payments.tests.fake_stripe_server import Door

pytestmark = pytest.mark.django_db


@pytest.fixture
def shopper(client: Client) -> Client:
    add_to_cart(client, make_product(price="25.00", stock=5).default_variant.pk, 2)
    return client


@pytest.fixture
def order(shopper: Client, books: FakeStripe) -> Order:
    reply = submit(shopper, payment="stripe")
    assert reply.url == f"{books.url}/pay/{session_of(books)}"
    return Order.objects.get()


def session_of(books: FakeStripe) -> str:
    return list(books.sessions)[-1]


def tell(event: dict[str, Any]) -> HttpResponse:
    body, headers = signed(event)
    return Client().post("/payments/stripe/webhook/", body, content_type="application/json", headers=headers)


def state_of(order: Order) -> str:
    order.refresh_from_db()
    return order.state


def settled_books(books: FakeStripe) -> tuple[int, int]:
    """Return what Stripe took and what of it went back, in cents."""
    paid = [each for each in books.sessions.values() if each["payment_status"] == "paid"]
    return sum(each["amount_total"] for each in paid), sum(each["amount"] for each in books.refunds)


def test_an_order_is_paid_and_refunded_once_whatever_is_said_again(order: Order, books: FakeStripe) -> None:
    event = books.pay(session_of(books))
    assert [tell(event).content for _ in range(2)] == [b"paid", b"repeated"]
    refund(order, order.total, key=order.placement_key)
    refund(order, order.total, key=order.placement_key)
    carry_out_due()
    carry_out_due()
    assert state_of(order) == Order.State.REFUNDED
    assert settled_books(books) == (5490, 5490)
    call_command("audit_stock")


def test_the_shopper_who_is_back_before_the_webhook_finds_the_order_paid(
    shopper: Client, order: Order, books: FakeStripe
) -> None:
    event = books.pay(session_of(books))
    shopper.get(reverse("order_back", args=[order.number]))
    assert state_of(order) == Order.State.PAID
    assert tell(event).content == b"repeated"


def test_an_expiry_that_arrives_after_the_money_changes_nothing(order: Order, books: FakeStripe) -> None:
    expired = books.event("checkout.session.expired", books.sessions[session_of(books)])
    expired["data"]["object"]["status"] = "expired"
    tell(books.pay(session_of(books)))
    assert tell(expired).content == b"repeated"
    assert state_of(order) == Order.State.PAID


@pytest.mark.parametrize("fault", [{"amount_total": 100}, {"currency": "usd"}], ids=str)
def test_a_dollar_does_not_pay_for_two_thousand(
    order: Order, books: FakeStripe, fault: dict[str, Any]
) -> None:
    tell(books.pay(session_of(books), **fault))
    carry_out_due()
    assert state_of(order) == Order.State.AWAITING_PAYMENT
    took, gave = settled_books(books)
    assert took == gave


@pytest.mark.parametrize("fault", [503, "drop", "hang"])
def test_an_order_stands_while_stripe_is_away_and_is_paid_later(
    shopper: Client, door: Door, fault: str | int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ours, "SECONDS", (1, 0.3))
    door.faults.extend([fault] * (1 + ours.RETRIES))
    reply = submit(shopper, payment="stripe")
    order = Order.objects.get()
    assert reply.url == order.get_absolute_url()
    page = shopper.get(reply.url).content.decode()
    assert "Your order is kept" in page
    assert "Pay now" in page
    again = shopper.post(reverse("order_pay", args=[order.number]))
    assert again.url == f"{door.books.url}/pay/{session_of(door.books)}"


def test_a_refund_waits_while_stripe_is_away_and_goes_out_once(order: Order, door: Door) -> None:
    tell(door.books.pay(session_of(door.books)))
    refund(order, order.total, key=order.placement_key)
    door.faults.extend([503] * (1 + ours.RETRIES))
    carry_out_due()
    waiting = Refund.objects.get()
    assert (waiting.state, waiting.attempts) == (Refund.State.WAITING, 1)
    assert waiting.next_try_at > waiting.created_at
    Refund.objects.update(next_try_at=waiting.created_at)
    door.faults.extend(["", "lose"])
    carry_out_due()
    assert Refund.objects.get().state == Refund.State.DONE
    assert settled_books(door.books) == (5490, 5490)


def test_a_refund_that_the_bank_sends_back_is_not_taken_for_given(order: Order, books: FakeStripe) -> None:
    tell(books.pay(session_of(books)))
    refund(order, order.total, key=order.placement_key)
    carry_out_due()
    books.refunds[0]["status"] = "failed"
    lost = books.event("refund.failed", books.refunds[0])
    assert [tell(lost).content for _ in range(2)] == [b"over", b"repeated"]
    assert Refund.objects.get().state == Refund.State.FAILED


def test_cancelling_closes_the_page_at_stripe(shopper: Client, order: Order, books: FakeStripe) -> None:
    shopper.post(reverse("order_cancel", args=[order.number]))
    assert state_of(order) == Order.State.CANCELLED
    assert books.sessions[session_of(books)]["status"] == "expired"
    assert Payment.objects.get().state == Payment.State.EXPIRED
    assert Stock.objects.get().available == 5


def test_a_session_that_stripe_does_not_know_any_more_is_opened_anew(
    shopper: Client, order: Order, books: FakeStripe
) -> None:
    books.sessions.clear()
    again = shopper.post(reverse("order_pay", args=[order.number]))
    assert again.url == f"{books.url}/pay/{session_of(books)}"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_messages_in_parallel_pay_once(order: Order, books: FakeStripe) -> None:
    event = books.pay(session_of(books))
    other = {**event, "id": "evt_other"}
    answers = [reply.content for reply in race([partial(tell, event), partial(tell, other)] * 3)]
    assert sorted(answers) == [b"paid", *[b"repeated"] * 5]
    assert settled_books(books) == (5490, 0)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_ask_for_a_refund_once(order: Order, door: Door) -> None:
    tell(door.books.pay(session_of(door.books)))
    asked = refund(order, order.total, key=order.placement_key)
    race([partial(carry_out, asked.pk)] * 4)
    assert door.requests.count("GET /v1/refunds") == door.requests.count("POST /v1/refunds") == 1
