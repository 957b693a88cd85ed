"""What counts listed products is kept by the database itself, and is what going through them would count."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from shop.catalogue.models import Alike, Category, Product, StockBand
from shop.catalogue.tests.factories import make_category, make_product
from shop.storefront import likeness, tally
from shop.storefront.facets import Counts, counted
from shop.storefront.filters import Filters
from shop.storefront.prices import EDGES
from shop.storefront.wish import Wish

pytestmark = pytest.mark.django_db

LISTS = (
    *("", "stock=1", "sale=1&rating=4", "brand=Lund&stock=1", "brand=Lund&brand=Berg&min=20", "max=50"),
    *("min=1&max=5000000&sale=1", "rating=4&stock=1&min=5&max=5", "min=19.99", "max=50.01&stock=1"),
)


def counts(query: str, wish: Wish) -> Counts:
    return counted(replace(wish, filters=Filters.read(QueryDict(query))))


def is_true(wish: Wish) -> None:
    """Compare what is kept with what going through the products counts."""
    for query in LISTS:
        kept = counts(query, wish)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tally, "answers", lambda filters: False)
            assert counts(query, wish) == kept, query
    assert not likeness.astray()


@pytest.fixture(autouse=True)
def shelf(db: None) -> None:
    """Products of every kind, some of which lists do not show, on every edge of prices and around it."""
    dice, homes = Random(7), [make_category("Clothes"), make_category("Cups"), make_category("Bags")]
    prices = [edge + Decimal(cents) / 100 for edge in EDGES for cents in (-1, 0, 1)]
    Product.objects.bulk_create(
        Product(
            title="Thing",
            slug=f"thing-{number}",
            brand=dice.choice(["", "Lund", "Berg"]),
            category=dice.choice(homes),
            state=dice.choice([*["published"] * 5, "draft"]),
        )
        for number in range(len(prices))
    )
    shown = make_product("Shown", slug="shown")
    for product, price in zip(Product.objects.exclude(pk=shown.pk), prices, strict=True):
        variant = product.variants.create(sku=product.slug, price=price)
        Product.objects.filter(pk=product.pk).update(
            lowest_price=price,
            on_sale=dice.random() < 0.3,
            stock_band=dice.choice(StockBand.values),
            rating=dice.choice([None, "3.99", "4.00", "4.80"]),
            default_variant=dice.choice([variant, variant, variant, None]),
        )


CHANGES: list[Callable[[], object]] = [
    lambda: Product.objects.filter(brand="Lund").update(brand="Berg", stock_band=StockBand.NONE),
    lambda: Product.objects.filter(on_sale=True).update(state=Product.State.ARCHIVED),
    lambda: Product.objects.filter(state=Product.State.DRAFT).update(state=Product.State.PUBLISHED),
    lambda: Product.objects.filter(rating=None).update(default_variant=None),
    lambda: Product.objects.update(rating="4.1", lowest_price="20"),
    lambda: Product.objects.update(category=make_category("Shoes")),
    lambda: Product.objects.filter(slug__contains="-1").delete(),
    lambda: make_product("New", brand="Lund", price="20", stock=1),
]


@pytest.mark.parametrize("folded", [False, True], ids=["as noted", "folded"])
def test_counts_are_what_going_through_the_products_counts_whatever_changes_them(
    folded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likeness, "WORTH_FOLDING", 0 if folded else 10**9)
    likeness.fold()
    whole, clothes = Wish("/products/"), Wish("/products/", category=Category.objects.get(path="clothes"))
    is_true(whole)
    is_true(clothes)
    for change in CHANGES:
        change()
        is_true(whole)
        likeness.fold()
    is_true(whole)


def test_folding_keeps_one_row_of_each_kind_and_none_of_what_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "WORTH_FOLDING", 0)
    Product.objects.update(brand="Lund", on_sale=False, rating=None, stock_band=StockBand.FEW)
    Product.objects.update(lowest_price="19", category=Category.objects.get(path="clothes"))
    likeness.fold()
    assert Alike.objects.get().n == Product.objects.listed().count()
    Product.objects.update(state=Product.State.DRAFT)
    likeness.fold()
    assert not Alike.objects.exists()


def test_little_is_not_folded() -> None:
    before = list(Alike.objects.values())
    likeness.fold()
    assert list(Alike.objects.values()) == before


def test_what_changes_nothing_that_lists_count_is_not_noted() -> None:
    before = Alike.objects.count()
    Product.objects.update(title="Other", rating_count=9, brand="Lund")
    noted = Alike.objects.count()
    Product.objects.update(title="Another", brand="Lund")
    assert (noted > before, Alike.objects.count()) == (True, noted)


def test_a_list_is_counted_without_its_products() -> None:
    with CaptureQueriesContext(connection) as queries:
        counts("brand=Lund&stock=1&min=20", Wish("/products/"))
    alike = queries[0]["sql"].partition(" AS MATERIALIZED ")[0]
    assert Alike._meta.db_table in alike
    assert Product._meta.db_table not in alike


@pytest.mark.parametrize("last", [Alike, Product])
def test_a_database_may_be_emptied_in_any_order(last: type[Model]) -> None:
    tables = set(connection.introspection.django_table_names(only_existing=True)) - {last._meta.db_table}
    connection.check_constraints()  # PostgreSQL empties no table of which something is still to be checked
    connection.ops.execute_sql_flush(
        connection.ops.sql_flush(no_style(), [*tables, last._meta.db_table], allow_cascade=False)
    )
    assert not Alike.objects.exists()


def test_the_audit_finds_what_was_not_counted_and_counts_it(capsys: pytest.CaptureFixture[str]) -> None:
    Alike.objects.order_by("pk").last().delete()
    Product.objects.exclude(slug="shown").delete()
    call_command("audit_listing", "--repair")
    Alike.objects.all().delete()
    with pytest.raises(CommandError, match=r"1 problem"):
        call_command("audit_listing")
    assert "+1 products" in capsys.readouterr().err
    call_command("audit_listing", "--repair")
    assert not likeness.astray()
