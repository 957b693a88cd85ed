"""The life of an order: what may follow what, and what cancelling gives back."""

import pytest
from django.core.management import CommandError, call_command

from shop.accounts.models import User
from shop.cart.holds import add
from shop.cart.models import Cart
from shop.catalogue.tests.factories import make_product
from shop.inventory.models import Stock
from shop.orders.models import Order
from shop.orders.tests.placing import place
from shop.orders.transitions import ALLOWED, NotAllowed, advance

pytestmark = pytest.mark.django_db
State = Order.State


@pytest.fixture
def order() -> Order:
    cart = Cart.objects.create()
    add(cart, make_product(stock=5).default_variant, 2)
    return place(cart)


def test_each_step_is_recorded_with_who_took_it(order: Order) -> None:
    clerk = User.objects.create_user("clerk@example.com")
    advance(order, State.PAID, actor=clerk)
    advance(order, State.SHIPPED, actor=clerk, note="by bicycle")
    steps = list(order.transitions.values_list("origin", "target", "actor__email", "note"))
    assert steps == [
        ("", State.AWAITING_PAYMENT, None, ""),
        (State.AWAITING_PAYMENT, State.PAID, clerk.email, ""),
        (State.PAID, State.SHIPPED, clerk.email, "by bicycle"),
    ]


def test_the_audit_names_units_that_a_cancelled_order_kept(order: Order) -> None:
    Order.objects.update(state=State.CANCELLED)
    with pytest.raises(CommandError, match="1 problem"):
        call_command("audit_stock")


@pytest.mark.parametrize("origin", State.values)
@pytest.mark.parametrize("target", State.values)
def test_only_the_steps_of_the_table_are_taken(order: Order, origin: str, target: str) -> None:
    Order.objects.update(state=origin)
    if target in ALLOWED[origin]:
        assert advance(order, target).state == target
    else:
        with pytest.raises(NotAllowed):
            advance(order, target)


def test_cancelling_gives_the_units_back_once(order: Order) -> None:
    advance(order, State.CANCELLED)
    with pytest.raises(NotAllowed):
        advance(order, State.CANCELLED)
    assert Stock.objects.get().available == 5
    call_command("audit_stock")


def test_what_was_shipped_is_not_cancelled(order: Order) -> None:
    advance(order, State.SHIPPED)
    with pytest.raises(NotAllowed):
        advance(order, State.CANCELLED)
    assert Stock.objects.get().available == 3
