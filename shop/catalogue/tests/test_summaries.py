"""Lowest price, sale and default variant of a product follow its variants."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.catalogue import publishing
from shop.catalogue.models import Product
from shop.catalogue.summaries import repair, summarise, untrue
from shop.catalogue.tests.factories import make_product

pytestmark = pytest.mark.django_db


def summary(product: Product) -> tuple[Decimal | None, bool]:
    product.refresh_from_db()
    return product.lowest_price, product.on_sale


def test_the_lowest_price_is_that_of_the_cheapest_variant_on_offer() -> None:
    product = make_product(variants=[{"price": "12"}, {"price": "9.50"}, {"price": "3", "archived": True}])
    assert summary(product) == (Decimal("9.50"), False)


@pytest.mark.parametrize(
    "before, archived, on_sale", [("20", False, True), ("8", False, False), ("20", True, False)]
)
def test_a_product_is_on_sale_when_a_variant_on_offer_costs_less_than_before(
    before: str, archived: bool, on_sale: bool
) -> None:
    product = make_product(variants=[{}, {"compare_at_price": before, "archived": archived}])
    assert summary(product)[1] is on_sale


def test_a_product_without_anything_on_offer_has_no_lowest_price() -> None:
    product = make_product()
    product.variants.update(archived=True)
    publishing.finish_edit(product)
    assert summary(product) == (None, False)


def test_an_edit_of_a_variant_is_followed() -> None:
    product = make_product(price="10")
    product.variants.update(price="7", compare_at_price="10")
    publishing.finish_edit(product)
    assert summary(product) == (Decimal(7), True)


def test_only_what_differs_is_written_and_only_where_asked() -> None:
    right, wrong, other = make_product(price="1"), make_product(price="2"), make_product(price="3")
    Product.objects.exclude(pk=right.pk).update(lowest_price="99")
    assert set(untrue()) == {wrong, other}
    summarise([right.pk, wrong.pk])
    assert set(untrue()) == {other}
    with CaptureQueriesContext(connection) as captured:
        summarise([right.pk, wrong.pk])
    assert len([query for query in captured if query["sql"].startswith("UPDATE")]) == 1


def test_a_repair_leaves_nothing_untrue() -> None:
    first, second = make_product(), make_product()
    Product.objects.filter(pk=first.pk).update(lowest_price=None)
    Product.objects.filter(pk=second.pk).update(on_sale=True)
    repair()
    assert not untrue().exists()
