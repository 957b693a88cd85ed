"""Where a provider's books are not ours, a person is told; where they agree, nobody is."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from shop.catalogue.tests.factories import make_product
from shop.orders.models import Order, Payment, Refund
from shop.orders.paying_back import carry_out_due
from shop.orders.refunds import refund
from shop.orders.settlement import settle
from shop.orders.tests.placing import add_to_cart, submit
from shop.payments.stripe import Stripe
from shop.payments.tests.fake_stripe import FakeStripe
from shop.payments.tests.fake_stripe_server import Door

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(client: Client, books: FakeStripe) -> str:
    """An order that was paid, and refunded in part."""
    add_to_cart(client, make_product(price="25.00", stock=5).default_variant.pk, 2)
    submit(client, payment="stripe")
    session = next(iter(books.sessions))
    books.pay(session)
    settle(Stripe().lookup(session))
    order = Order.objects.get()
    refund(order, order.subtotal, key=order.placement_key)
    carry_out_due()
    an_hour_ago = timezone.now() - timedelta(hours=1)
    Payment.objects.update(captured_at=an_hour_ago)
    Refund.objects.update(done_at=an_hour_ago)
    return session


def test_books_that_agree_are_left_alone(session: str) -> None:
    call_command("reconcile_payments")


def unheard_of(books: FakeStripe, session: str) -> None:
    Payment.objects.update(state=Payment.State.OPEN)


def never_paid(books: FakeStripe, session: str) -> None:
    books.sessions[session] |= {"status": "expired", "payment_status": "unpaid"}


def another_amount(books: FakeStripe, session: str) -> None:
    books.sessions[session]["amount_total"] += 1


def refunded_elsewhere(books: FakeStripe, session: str) -> None:
    books.intents[books.sessions[session]["payment_intent"]]["refunded"] += 100


def refund_failed(books: FakeStripe, session: str) -> None:
    books.intents[books.sessions[session]["payment_intent"]]["refunded"] = 0
    Refund.objects.update(state=Refund.State.FAILED)


def nobodys(books: FakeStripe, session: str) -> None:
    books.sessions["cs_test_x"] = books.sessions[session] | {"id": "cs_test_x"}


@pytest.mark.parametrize(
    "fault, words",
    [
        (unheard_of, "we have nothing, they have 54.90 EUR"),
        (never_paid, "we have 54.90 EUR, they have nothing"),
        (another_amount, "they have 54.91 EUR"),
        (refunded_elsewhere, "they 51.00"),
        (refund_failed, "a refund of 50.00 is failed"),
        (nobodys, "took 54.90 EUR in session cs_test_x, of which we know nothing"),
    ],
)
def test_a_difference_is_named(
    books: FakeStripe,
    session: str,
    fault: Callable[[FakeStripe, str], None],
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    fault(books, session)
    with pytest.raises(CommandError, match="1 difference"):
        call_command("reconcile_payments")
    assert words in capsys.readouterr().err


def test_what_is_on_its_way_is_no_difference_yet(books: FakeStripe, session: str) -> None:
    Payment.objects.update(state=Payment.State.OPEN, captured_at=None)
    books.charged_at = int(timezone.now().timestamp())
    call_command("reconcile_payments")


def test_a_provider_that_cannot_be_asked_is_a_difference(session: str, door: Door) -> None:
    door.faults.extend([503] * 2)
    with pytest.raises(CommandError):
        call_command("reconcile_payments")
