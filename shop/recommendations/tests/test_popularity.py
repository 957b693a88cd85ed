from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from shop.cart import holds
from shop.cart.models import Cart
from shop.catalogue.models import Category, Product
from shop.catalogue.tests.factories import make_category, make_product
from shop.orders.models import Order
from shop.orders.tests.placing import place
from shop.recommendations.models import Popularity
from shop.recommendations.popularity import count_sales, popular

pytestmark = pytest.mark.django_db


def sell(product: Product, units: int, **fields: object) -> None:
    cart = Cart()
    line = holds.add(cart, product.default_variant, units)
    Order.objects.filter(pk=place(line.cart).pk).update(**fields)


def titles(category: Category) -> list[str]:
    return [product.title for product in popular(category)]


def test_what_sells_most_comes_first_then_what_is_new_then_the_category_above() -> None:
    kitchen = make_category("Kitchen")
    cups, pots = make_category("Cups", parent=kitchen), make_category("Pots", parent=kitchen)
    pot, _old, cup, mug, _new = (
        make_product(title, category=category, stock=50)
        for title, category in (("Pot", pots), ("Old", cups), ("Cup", cups), ("Mug", cups), ("New", cups))
    )
    make_product("Chair", category=make_category("Chairs"))
    for product, units in ((cup, 2), (mug, 1), (mug, 2), (pot, 9)):
        sell(product, units)
    count_sales()
    assert titles(cups) == ["Mug", "Cup", "New", "Old", "Pot"]
    assert titles(kitchen) == ["Pot", "Mug", "Cup", "New", "Old"]


@pytest.mark.parametrize("fields", [{"stock": 0}, {"state": "draft"}, {"state": "archived"}])
def test_what_shoppers_cannot_have_is_not_popular(fields: dict[str, object]) -> None:
    product = make_product(**fields)
    Popularity.objects.create(product=product, units=9)
    assert titles(product.category) == []


def test_orders_that_were_undone_or_are_long_past_do_not_count(settings: Settings) -> None:
    settings.POPULAR_DAYS = 30
    cup = make_product("Cup", stock=50)
    sell(cup, 1)
    sell(cup, 2, state=Order.State.CANCELLED)
    sell(cup, 3, state=Order.State.REFUNDED)
    sell(cup, 4, placed_at=timezone.now() - timedelta(days=31))
    count_sales()
    assert Popularity.objects.get().units == 1


def test_a_second_count_writes_nothing_and_what_sells_no_more_is_forgotten() -> None:
    cup, mug = make_product("Cup"), make_product("Mug")
    sell(cup, 1)
    sell(mug, 2)
    assert count_sales() == 2
    with CaptureQueriesContext(connection) as captured:
        assert count_sales() == 0
    assert all(query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE")) for query in captured)
    Order.objects.filter(lines__variant__product=mug).update(state=Order.State.CANCELLED)
    assert count_sales() == 1
    assert dict(Popularity.objects.values_list("product", "units")) == {cup.pk: 1}
