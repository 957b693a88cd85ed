"""Whoever waits is told once, in order, while units last."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shop.cart.holds import add, remove
from shop.cart.models import Cart
from shop.catalogue.models import Product, Variant
from shop.inventory.receiving import receive
from shop.restock.models import SignUp
from shop.restock.tasks import tell_of_returns
from shop.restock.telling import TURN
from shop.restock.tests.waiting import sold_out, told, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def kettle() -> Variant:
    kettle = sold_out()
    waiting(kettle, "ada", "bob", "cyd", "dan")
    return kettle


def test_as_many_are_told_as_units_came_in_the_order_of_their_confirmation(kettle: Variant) -> None:
    tell_of_returns()
    assert told() == []
    receive(kettle.pk, 2)
    for _ in range(3):
        tell_of_returns()
    assert told() == ["ada", "bob"]


def test_the_next_units_go_to_the_next(kettle: Variant) -> None:
    receive(kettle.pk, 2)
    tell_of_returns()
    add(Cart.objects.create(), kettle, 1)
    tell_of_returns()
    assert told() == ["ada", "bob"]
    receive(kettle.pk, 1)
    tell_of_returns()
    assert told() == ["ada", "bob", "cyd"]


def test_units_that_went_and_came_are_news_to_the_next(kettle: Variant) -> None:
    receive(kettle.pk, 1)
    tell_of_returns()
    cart = Cart.objects.create()
    line = add(cart, kettle, 1)
    tell_of_returns()
    assert told() == ["ada"], "all held is not back"
    remove(cart, line.pk)
    tell_of_returns()
    assert told() == ["ada", "bob"]


def test_a_unit_that_nobody_wanted_for_a_day_is_offered_to_the_next(kettle: Variant) -> None:
    receive(kettle.pk, 1)
    tell_of_returns()
    SignUp.objects.filter(email="ada@shop.example").update(told_at=timezone.now() - TURN)
    tell_of_returns()
    tell_of_returns()
    assert told() == ["ada", "bob"]
    assert not SignUp.objects.filter(email="ada@shop.example").exists()


@pytest.mark.parametrize("change", [{"archived": True}, {"state": Product.State.DRAFT}])
def test_what_is_not_for_sale_is_not_back(kettle: Variant, change: dict[str, object]) -> None:
    rows = Variant.objects.filter(pk=kettle.pk) if "archived" in change else Product.objects.all()
    rows.update(**change)
    receive(kettle.pk, 2)
    tell_of_returns()
    assert told() == []


def test_only_who_waits_for_the_very_variant_and_confirmed_is_told(kettle: Variant) -> None:
    other = sold_out("Mug")
    waiting(other, "eve")
    SignUp.objects.create(variant=other, email="mallory@shop.example", language="en")
    receive(other.pk, 5)
    tell_of_returns()
    assert told() == ["eve"]


def test_who_never_confirmed_is_forgotten_after_a_week(kettle: Variant) -> None:
    for days in (6, 8):
        SignUp.objects.create(
            variant=kettle,
            email=f"{days}@shop.example",
            language="en",
            asked_at=timezone.now() - timedelta(days=days),
        )
    tell_of_returns()
    assert list(SignUp.objects.filter(state="asked").values_list("email", flat=True)) == ["6@shop.example"]


def test_no_queries_are_spent_on_a_queue_that_cannot_move(
    kettle: Variant, django_assert_num_queries: object
) -> None:
    receive(kettle.pk, 2)
    tell_of_returns()
    with django_assert_num_queries(2):  # forgetting the unconfirmed, finding whose queue can move
        tell_of_returns()
