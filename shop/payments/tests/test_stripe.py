"""Speaking to Stripe through its SDK: what is asked, what its answers mean, what its failures do not do."""

from dataclasses import replace
from decimal import Decimal

import pytest

from shop.payments import stripe as ours
from shop.payments.providers import Ask, BadEvent, Kind, ProviderAway, ProviderRefused
from shop.payments.stripe import Stripe
from shop.payments.tests.fake_stripe import FakeStripe, signed
from shop.payments.tests.fake_stripe_server import Door

ASK = Ask(
    key="7f6b0a4e-5f0e-4b0a-9d6c-0d5b8f7f2a11",
    order="4KX9-TQ2M7",
    amount=Decimal("54.90"),
    currency="EUR",
    email="bob@example.com",
    language="en",
    paid_url="https://shop.example/orders/4KX9-TQ2M7/back/",
    back_url="https://shop.example/orders/4KX9-TQ2M7/back/",
)
STRIPE = Stripe()


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for an answer for a moment only, and do not ask again."""
    monkeypatch.setattr(ours, "SECONDS", (1, 0.3))
    monkeypatch.setattr(ours, "RETRIES", 0)


@pytest.mark.parametrize(
    "amount, currency, counted", [("54.90", "EUR", 5490), ("1250", "JPY", 1250), ("1.50", "KWD", 1500)]
)
def test_amounts_are_asked_for_in_the_currencys_smallest_unit(
    books: FakeStripe, amount: str, currency: str, counted: int
) -> None:
    session = STRIPE.start(replace(ASK, amount=Decimal(amount), currency=currency))
    assert books.sessions[session.id]["amount_total"] == counted
    books.pay(session.id)
    came = STRIPE.lookup(session.id)
    assert (came.kind, came.amount, came.currency) == (Kind.CAPTURED, Decimal(amount), currency)
    assert (came.key, came.order) == (ASK.key, ASK.order)


def test_the_same_key_opens_the_same_session(books: FakeStripe) -> None:
    assert STRIPE.start(ASK) == STRIPE.start(ASK)
    assert len(books.sessions) == 1


def test_a_session_whose_answer_was_lost_is_found_again_by_the_sdk(door: Door) -> None:
    door.faults.append("lose")
    session = STRIPE.start(ASK)
    assert list(door.books.sessions) == [session.id]
    assert door.requests == ["POST /v1/checkout/sessions"] * 2


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("fault", ["hang", "drop", 500, 503, 429])
def test_an_answer_that_settles_nothing_is_stripe_being_away(door: Door, fault: str | int) -> None:
    door.faults.append(fault)
    with pytest.raises(ProviderAway):
        STRIPE.start(ASK)


def test_the_tries_are_bounded(door: Door) -> None:
    door.faults.extend([503] * 9)
    with pytest.raises(ProviderAway):
        STRIPE.start(ASK)
    assert len(door.requests) == 1 + ours.RETRIES


def test_a_key_that_stripe_does_not_know_refuses_nothing_for_good(door: Door, settings: object) -> None:
    settings.STRIPE_SECRET_KEY = "sk_test_revoked"
    with pytest.raises(ProviderAway):
        STRIPE.refund("pi_1", Decimal(1), "EUR", "a")


def test_a_closed_session_takes_no_money(books: FakeStripe) -> None:
    session = STRIPE.start(ASK).id
    assert STRIPE.close(session).kind == Kind.EXPIRED
    assert STRIPE.close(session).kind == Kind.EXPIRED


def test_closing_what_was_paid_says_so(books: FakeStripe) -> None:
    session = STRIPE.start(ASK).id
    books.pay(session)
    assert STRIPE.close(session).kind == Kind.CAPTURED


def test_money_on_its_way_is_neither_here_nor_lost(books: FakeStripe) -> None:
    session = STRIPE.start(ASK).id
    books.promise(session)
    assert STRIPE.close(session).kind == Kind.PENDING
    broken = books.break_promise(session)
    assert STRIPE.lookup(session).kind == Kind.DECLINED
    body, headers = signed(broken)
    assert STRIPE.read_event(body.encode(), headers).kind == Kind.DECLINED


def test_a_session_that_is_not_there_is_refused(books: FakeStripe) -> None:
    with pytest.raises(ProviderRefused):
        STRIPE.lookup("cs_test_none")


def test_money_goes_back_once_for_each_key_also_when_stripe_forgot_the_key(books: FakeStripe) -> None:
    session = STRIPE.start(ASK).id
    books.pay(session)
    paid = STRIPE.lookup(session).reference
    first = STRIPE.refund(paid, Decimal("20.00"), "EUR", "a")
    books.answered.clear()
    assert STRIPE.refund(paid, Decimal("20.00"), "EUR", "a") == first
    assert STRIPE.refund(paid, Decimal("20.00"), "EUR", "b") != first
    with pytest.raises(ProviderRefused):
        STRIPE.refund(paid, Decimal("20.00"), "EUR", "c")
    assert sum(each["amount"] for each in books.refunds) == 4000


def test_a_refund_that_came_to_nothing_is_refused_and_heard_of(books: FakeStripe) -> None:
    session = STRIPE.start(ASK).id
    books.pay(session)
    STRIPE.refund(paid := STRIPE.lookup(session).reference, Decimal("20.00"), "EUR", "a")
    books.refunds[0]["status"] = "failed"
    body, headers = signed(books.event("refund.failed", books.refunds[0]))
    event = STRIPE.read_event(body.encode(), headers)
    assert (event.kind, event.key) == (Kind.REFUND_FAILED, "a")
    with pytest.raises(ProviderRefused):
        STRIPE.refund(paid, Decimal("20.00"), "EUR", "a")


def test_a_message_is_read_that_stripe_signed_and_no_other(books: FakeStripe) -> None:
    event = books.pay(STRIPE.start(ASK).id)
    body, headers = signed(event)
    read = STRIPE.read_event(body.encode(), headers)
    assert (read.id, read.kind, read.amount) == (event["id"], Kind.CAPTURED, ASK.amount)
    for wrong in (
        signed(event, secret="whsec_other"),
        signed(event, at=1),
        (body.replace("5490", "1"), headers),
    ):
        with pytest.raises(BadEvent):
            STRIPE.read_event(wrong[0].encode(), wrong[1])


def test_what_a_shop_has_no_use_for_is_read_as_such(books: FakeStripe) -> None:
    body, headers = signed(books.event("customer.created", {"id": "cus_1", "object": "customer"}))
    assert STRIPE.read_event(body.encode(), headers).kind == Kind.OTHER
