"""Buyers are asked for a review once for each order, some days after it came."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings as rules
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_product
from shop.inventory.tests.races import race
from shop.notifications.models import Mail
from shop.orders.models import Order, OrderLine, Transition
from shop.orders.transitions import advance
from shop.reviews.models import NoInvitation
from shop.reviews.tasks import invite_to_review
from shop.reviews.tests.reviewing import received, words
from shop.reviews.writing import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def line() -> OrderLine:
    line = received(make_product("Cup"), email="Bob@example.com")
    came(8)
    return line


def came(days: int) -> None:
    Transition.objects.filter(target="delivered").update(at=timezone.now() - timedelta(days=days))


def path_of(address: str) -> str:
    return address.removeprefix(rules.PUBLIC_URL)


def invitations() -> list[Mail]:
    return list(Mail.objects.filter(kind="review_invitation"))


def test_a_buyer_is_asked_once_and_the_link_lets_a_guest_in(client: Client, line: OrderLine) -> None:
    invite_to_review()
    invite_to_review()
    (mail,) = invitations()
    assert mail.to == "Bob@example.com"
    assert "Cup" in mail.text
    assert mail.unsubscribe in mail.text
    client.get(path_of(next(word for word in mail.text.split() if "?key=" in word)))
    assert line.order.number in client.session["orders"]


@pytest.mark.parametrize("days, asked", [(6, 0), (7, 1), (38, 0)])
def test_neither_too_early_nor_long_after(line: OrderLine, days: int, asked: int) -> None:
    came(days)
    invite_to_review()
    assert len(invitations()) == asked


def test_a_shop_decides_after_how_many_days(line: OrderLine, settings: Settings) -> None:
    settings.REVIEW_INVITATION_DAYS = 9
    invite_to_review()
    assert invitations() == []


REASONS: dict[str, Callable[[OrderLine], object]] = {
    "refunded": lambda line: advance(line.order, Order.State.REFUNDED),
    "reviewed": lambda line: write(line, None, words()),
    "without a page": lambda _line: Product.objects.update(state=Product.State.ARCHIVED),
    "forgotten": lambda _line: Order.objects.update(email=""),
    "left": lambda _line: NoInvitation.objects.create(email="bob@example.com"),
}


@pytest.mark.parametrize("reason", REASONS)
def test_nobody_is_asked_in_vain(line: OrderLine, reason: str) -> None:
    REASONS[reason](line)
    invite_to_review()
    assert invitations() == []


def test_only_what_is_not_reviewed_yet_is_asked_about(line: OrderLine) -> None:
    write(line, None, words())
    received(line.variant.product, email="bob@example.com")
    came(8)
    invite_to_review()
    assert invitations() == [], "another order of what they reviewed"


def test_one_press_in_the_mail_program_and_nobody_is_asked_again(client: Client, line: OrderLine) -> None:
    invite_to_review()
    client.post(path_of(invitations()[0].unsubscribe))
    received(make_product("Mug"), email="BOB@example.com")
    came(8)
    invite_to_review()
    assert len(invitations()) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_workers_at_once_ask_once(line: OrderLine) -> None:
    assert race([invite_to_review] * 4) == [None] * 4
    assert len(invitations()) == 1
