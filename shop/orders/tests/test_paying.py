"""Paying with `demo`, over HTTP: there and back, declined and tried again, in two tabs, somebody else."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from shop.catalogue.tests.factories import make_product
from shop.inventory.models import Stock
from shop.orders.models import Order, Payment
from shop.orders.tests.placing import add_to_cart, submit
from shop.payments.models import DemoSession

pytestmark = pytest.mark.django_db


@pytest.fixture
def shopper(client: Client) -> Client:
    variant = make_product(title="Ink kettle", price="25.00", stock=5).default_variant
    add_to_cart(client, variant.pk, 2)
    return client


def text(response: HttpResponse) -> str:
    return response.content.decode()


def local(address: str) -> str:
    return re.sub(r"^https?://[^/]+", "", address)


def ordered(shopper: Client) -> tuple[Order, str]:
    """Order by `demo`; return the order, and the address of the provider's page."""
    page = local(submit(shopper, payment="demo").url)
    return Order.objects.get(), page


def answer(shopper: Client, page: str, answer: str) -> HttpResponse:
    back = shopper.post(page, {"answer": answer})
    return shopper.get(local(back.url), follow=True)


def test_the_shopper_is_sent_to_pay_and_comes_back_to_a_paid_order(shopper: Client) -> None:
    order, page = ordered(shopper)
    assert "Test payment" in text(shopper.get(page))
    assert "€54.90" in text(shopper.get(page))
    shown = text(answer(shopper, page, "pay"))
    order.refresh_from_db()
    assert order.state == Order.State.PAID
    assert 'data-state="paid"' in shown
    assert "Pay now" not in shown


def test_a_declined_payment_keeps_the_order_and_can_be_tried_again(shopper: Client) -> None:
    order, page = ordered(shopper)
    assert "Waiting for your payment" in text(shopper.get(order.get_absolute_url()))
    shopper.post(page, {"answer": "decline"})
    shopper.get(reverse("order_back", args=[order.number]))
    assert "The payment was declined" in text(shopper.get(order.get_absolute_url()))
    again = shopper.post(reverse("order_pay", args=[order.number]))
    assert local(again.url) != page
    answer(shopper, local(again.url), "pay")
    order.refresh_from_db()
    assert order.state == Order.State.PAID
    assert Stock.objects.get().available == 3


def test_a_double_click_opens_one_session(shopper: Client) -> None:
    order, page = ordered(shopper)
    assert local(shopper.post(reverse("order_pay", args=[order.number])).url) == page
    assert Payment.objects.count() == 1


def test_another_way_to_pay_closes_the_first(shopper: Client) -> None:
    order, page = ordered(shopper)
    shopper.post(reverse("order_pay", args=[order.number]), {"payment": "cod"})
    order.refresh_from_db()
    assert order.payment == Order.Payment.COD
    assert DemoSession.objects.get().state == DemoSession.State.EXPIRED
    assert "This payment is over" in text(shopper.get(page))
    assert "Pay now" not in text(shopper.get(order.get_absolute_url()))


def test_paying_what_another_tab_paid_leads_to_the_paid_order(shopper: Client) -> None:
    order, page = ordered(shopper)
    shopper.post(page, {"answer": "pay"})
    first_tab = shopper.post(reverse("order_pay", args=[order.number]), follow=True)
    assert 'data-state="paid"' in text(first_tab)
    assert Payment.objects.count() == 1


def test_a_cancelled_order_cannot_be_paid_any_more(shopper: Client) -> None:
    order, page = ordered(shopper)
    shopper.post(reverse("order_cancel", args=[order.number]))
    assert answer(shopper, page, "pay").status_code == 200
    order.refresh_from_db()
    assert order.state == Order.State.CANCELLED
    assert Stock.objects.get().available == 5


@pytest.mark.parametrize("name", ["order_pay", "order_cancel"])
def test_somebody_elses_order_is_neither_paid_nor_cancelled(shopper: Client, name: str) -> None:
    order, _page = ordered(shopper)
    stranger = Client()
    assert stranger.post(reverse(name, args=[order.number])).status_code == 404
    assert Payment.objects.count() == 1


def test_whoever_comes_back_in_another_browser_learns_nothing_of_the_order(shopper: Client) -> None:
    order, page = ordered(shopper)
    shopper.post(page, {"answer": "pay"})
    back = Client().get(reverse("order_back", args=[order.number]))
    assert back.url == reverse("find_order")
    order.refresh_from_db()
    assert order.state == Order.State.PAID


@pytest.mark.parametrize("code", ["", "stripe", "gold"])
def test_a_way_to_pay_that_is_not_offered_is_refused(shopper: Client, code: str) -> None:
    assert submit(shopper, payment=code).status_code == 422
    assert not Order.objects.exists()
    order, _page = ordered(shopper)
    reply = shopper.post(reverse("order_pay", args=[order.number]), {"payment": code}, follow=True)
    assert "not on offer" in text(reply)
