"""What a code takes off, from whom it takes nothing, and how often."""

from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shop.accounts.models import User
from shop.inventory.tests.races import outcomes, race
from shop.orders.audit import disagreements
from shop.orders.discounts import Customer, NotUsable, Reason, usable
from shop.orders.models import Discount, Order
from shop.orders.placement import QuoteChanged
from shop.orders.reviving import reclaim
from shop.orders.tests.charging import cart_of, discount, method
from shop.orders.tests.placing import place, quoted
from shop.orders.transitions import advance

pytestmark = pytest.mark.django_db

BOB = Customer(email="bob@example.com")


def test_a_percentage_comes_off_the_goods_and_the_order_keeps_it() -> None:
    discount(percent=15)
    placed = place(cart_of("12.99", 3, code="SPRING"))
    Discount.objects.all().delete()
    order = Order.objects.get(pk=placed.pk)
    assert (order.subtotal, order.discount, order.discount_code) == (
        Decimal("38.97"),
        Decimal("5.85"),
        "SPRING",
    )
    assert order.total == Decimal("38.02")
    assert order.lines.get().total == Decimal("33.12")


def test_an_amount_takes_off_no_more_than_there_is_and_an_order_for_nothing_is_paid() -> None:
    discount(amount=50)
    method("pickup", {"price": 0})
    order = place(cart_of("12.00", code="SPRING"), delivery="pickup")
    order.refresh_from_db()
    assert (order.discount, order.total, order.tax) == (12, 0, 0)
    assert order.state == Order.State.PAID
    assert [step.target for step in order.transitions.all()] == ["awaiting_payment", "paid"]


def test_free_delivery_begins_at_what_is_left_to_pay_for_the_goods() -> None:
    discount(amount=1)
    assert place(cart_of("75.00", code="SPRING")).delivery_price == Decimal("4.90")
    assert place(cart_of("76.00", code="SPRING")).delivery_price == 0


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    "terms, reason",
    [
        ({"code": "AUTUMN"}, Reason.UNKNOWN),
        ({"active": False}, Reason.UNKNOWN),
        ({"starts_at": HOUR}, Reason.NOT_YET),
        ({"ends_at": -HOUR}, Reason.EXPIRED),
        ({"minimum": Decimal("10.01")}, Reason.MINIMUM),
        ({"total_limit": 0}, Reason.USED_UP),
        ({"customer_limit": 0}, Reason.USED_BY_YOU),
    ],
)
def test_a_code_that_cannot_be_used_says_why_and_takes_nothing_off(
    terms: dict[str, Any], reason: Reason
) -> None:
    now = timezone.now()
    discount(**{name: now + term if isinstance(term, timedelta) else term for name, term in terms.items()})
    with pytest.raises(NotUsable) as refused:
        usable("SPRING", Decimal(10), BOB)
    assert refused.value.reason == reason
    assert place(cart_of("10.00", code="SPRING")).total == Decimal("14.90")


def test_a_code_is_the_same_in_upper_and_lower_case() -> None:
    spring = discount("Spring")
    assert usable("sPRING", Decimal(10), BOB) == spring
    with pytest.raises(IntegrityError), transaction.atomic():
        discount("SPRING")


@pytest.mark.parametrize("terms", [{"percent": 20}, {"ends_at": timezone.now() - HOUR}, {"active": False}])
def test_terms_that_changed_meanwhile_must_be_confirmed_again(terms: dict[str, Any]) -> None:
    discount()
    cart = cart_of(code="SPRING")
    shown = quoted(cart)
    Discount.objects.update(**terms)
    with pytest.raises(QuoteChanged):
        place(cart, quote=shown)


def test_a_customers_limit_knows_the_account_and_the_address_whatever_its_case() -> None:
    discount(customer_limit=1)
    ada = User.objects.create_user("ada@example.com")
    place(cart_of(code="SPRING"), user=ada, email="first@example.com")
    for again in ({"email": "FIRST@Example.com"}, {"user": ada, "email": "other@example.com"}):
        assert place(cart_of(code="SPRING"), **again).discount == 0
    assert place(cart_of(code="SPRING"), email="other@example.com").discount == 1


def test_a_cancelled_order_gives_its_use_back_once() -> None:
    spring = discount(total_limit=1, customer_limit=1)
    order = place(cart_of(code="SPRING"))
    with pytest.raises(NotUsable):
        usable("SPRING", Decimal(10), Customer(email="eve@example.com"))
    advance(order, Order.State.CANCELLED)
    spring.refresh_from_db()
    assert spring.used == 0
    assert place(cart_of(code="SPRING")).discount == 1


def test_the_cart_begins_its_next_order_without_the_code() -> None:
    discount()
    cart = cart_of(code="SPRING")
    place(cart)
    cart.refresh_from_db()
    assert cart.discount_code == ""


def test_the_database_itself_refuses_more_uses_than_the_limit() -> None:
    discount(total_limit=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Discount.objects.update(used=2)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_fifty_buyers_at_once_use_a_code_for_ten_just_ten_times() -> None:
    spring = discount(total_limit=10)
    carts = [cart_of(code="SPRING") for _ in range(50)]
    buyers = [
        partial(place, cart, email=f"buyer-{n}@example.com", quote=quoted(cart))
        for n, cart in enumerate(carts)
    ]
    results = race(buyers)
    orders = outcomes(results, Order)
    assert len(orders) == 10
    assert len(outcomes(results, QuoteChanged)) == 40
    assert {order.discount for order in orders} == {1}
    spring.refresh_from_db()
    assert spring.used == spring.uses.count() == 10
    assert not list(disagreements())


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_customer_in_ten_tabs_uses_a_code_once() -> None:
    discount(customer_limit=1)
    carts = [cart_of(code="SPRING") for _ in range(10)]
    results = race([partial(place, cart, quote=quoted(cart)) for cart in carts])
    assert len(outcomes(results, Order)) == 1
    assert len(outcomes(results, QuoteChanged)) == 9


def test_an_order_that_comes_back_to_life_uses_its_code_again_or_stays_cancelled() -> None:
    spring = discount(total_limit=1)
    first, second = (advance(place(cart_of(code="SPRING")), Order.State.CANCELLED) for _ in range(2))
    assert reclaim(first)
    assert not reclaim(second)
    spring.refresh_from_db()
    assert spring.used == spring.uses.count() == 1


def test_the_audit_names_a_code_whose_uses_were_miscounted() -> None:
    discount()
    Discount.objects.update(used=3)
    assert list(disagreements()) == ["SPRING: used 3 times, by 0 orders"]


@pytest.mark.parametrize("terms, statements", [({}, 3), ({"customer_limit": 5}, 5)])
def test_a_discount_costs_an_order_few_statements_more(terms: dict[str, Any], statements: int) -> None:
    discount(**terms)
    costs = []
    for code in ("", "SPRING"):
        cart = cart_of(code=code)
        shown = quoted(cart)
        with CaptureQueriesContext(connection) as captured:
            place(cart, quote=shown)
        costs.append(len(captured))
    assert costs[1] - costs[0] == statements
