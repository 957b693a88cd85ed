"""Orders that nobody pays give their units back, and money in flight is asked after first."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse

from shop.catalogue.tests.factories import make_product
from shop.inventory.models import Stock
from shop.notifications.models import Mail
from shop.orders.models import Order
from shop.orders.tests.paid_scene import awaiting, charged, open_session
from shop.orders.tests.placing import add_to_cart, submit
from shop.orders.unpaid import LONGEST, expire_unpaid
from shop.payments.models import DemoSession
from shop.payments.tests.fake_stripe import FakeStripe
from shop.payments.tests.fake_stripe_server import Door

pytestmark = pytest.mark.django_db


def let_pass(minutes: float) -> None:
    Order.objects.update(placed_at=Now() - timedelta(minutes=minutes))


def state() -> str:
    return Order.objects.get().state


def by_stripe(client: Client, books: FakeStripe) -> str:
    """Order by Stripe and return the session."""
    add_to_cart(client, make_product(stock=5).default_variant.pk, 2)
    submit(client, payment="stripe")
    return list(books.sessions)[-1]


def test_an_order_that_is_not_paid_in_time_gives_its_units_back_and_says_so() -> None:
    session = open_session(awaiting())
    let_pass(29)
    expire_unpaid()
    assert state() == Order.State.AWAITING_PAYMENT
    let_pass(31)
    expire_unpaid()
    expire_unpaid()
    assert state() == Order.State.CANCELLED
    assert Stock.objects.get().available == 5
    assert DemoSession.objects.get(pk=session.pk).state == DemoSession.State.EXPIRED
    assert Mail.objects.filter(kind="order_cancelled").count() == 1


def test_pay_on_delivery_waits_for_the_door() -> None:
    Order.objects.filter(pk=awaiting().pk).update(payment="cod")
    let_pass(60 * 24 * 14)
    expire_unpaid()
    assert state() == Order.State.AWAITING_PAYMENT


def test_money_that_came_in_unheard_of_keeps_the_order() -> None:
    charged(open_session(awaiting()))
    let_pass(31)
    expire_unpaid()
    assert state() == Order.State.PAID


def test_money_on_its_way_is_waited_for_but_not_for_ever(client: Client, books: FakeStripe) -> None:
    books.promise(by_stripe(client, books))
    let_pass(31)
    expire_unpaid()
    assert state() == Order.State.AWAITING_PAYMENT
    let_pass(31 + LONGEST / timedelta(minutes=1))
    expire_unpaid()
    assert state() == Order.State.CANCELLED


def test_while_the_provider_is_away_nobody_knows_whether_money_came(client: Client, door: Door) -> None:
    by_stripe(client, door.books)
    let_pass(31)
    door.faults.extend([503] * 2)
    expire_unpaid()
    assert state() == Order.State.AWAITING_PAYMENT
    expire_unpaid()
    assert state() == Order.State.CANCELLED


def test_an_order_that_ran_out_says_so_and_cannot_be_paid(client: Client) -> None:
    add_to_cart(client, make_product(stock=5).default_variant.pk, 2)
    submit(client, payment="demo")
    let_pass(31)
    expire_unpaid()
    order = Order.objects.get()
    page = client.post(reverse("order_pay", args=[order.number]), follow=True).content.decode()
    assert "It was not paid in time." in page
    assert "Pay now" not in page
