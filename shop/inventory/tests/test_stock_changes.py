"""Units of many variants at once: entered into the ledger as they were looked at, or not at all."""

import pytest
from django.contrib.auth import get_user_model

from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory import stock_changes
from shop.inventory.audit import imbalances
from shop.inventory.models import Stock, StockChange, StockChangeLine, StockEntry
from shop.inventory.receiving import receive
from shop.inventory.reservations import Claim, reserve
from shop.inventory.stock_changes import NotAsPreviewed

pytestmark = pytest.mark.django_db

Remark = StockChangeLine.Remark


@pytest.fixture
def ada(db: None) -> object:
    return get_user_model().objects.create_user("ada@example.com", "secret")


def draft(step: str, **wanted: str) -> StockChange:
    return stock_changes.draft(Variant.objects.all(), StockChange(step=step, **wanted))


def left() -> list[int]:
    return list(Stock.objects.order_by("pk").values_list("available", flat=True))


def lines(change: StockChange) -> list[tuple[int, int, int]]:
    return list(change.lines.order_by("variant").values_list("left_before", "left_after", "remark"))


@pytest.mark.parametrize(
    "step, worked_out",
    [
        ("+5", [(0, 5, Remark.FINE), (8, 13, Remark.FINE)]),
        ("-3", [(0, -3, Remark.BELOW_ZERO), (8, 5, Remark.FINE)]),
        ("=8", [(0, 8, Remark.FINE), (8, 8, Remark.UNCHANGED)]),
        ("+9999999999", [(0, 9999999999, Remark.TOO_MANY), (8, 10000000007, Remark.TOO_MANY)]),
    ],
)
def test_what_would_be_left_is_worked_out_with_a_remark(step: str, worked_out: list) -> None:
    make_product(variants=[{"stock": 0}, {"stock": 8}])
    assert lines(draft(step)) == worked_out


def test_nothing_moves_until_it_is_confirmed_and_then_by_the_ledger(ada: object) -> None:
    make_product(variants=[{"stock": 0}, {"stock": 8}])
    change = draft("+5", reason="returned", note="van 7")
    assert StockEntry.objects.count() == 1
    stock_changes.confirm(change, 1, ada)
    assert left() == [5, 13]
    entries = StockEntry.objects.filter(reason="returned", note="van 7", actor=ada)
    assert list(entries.values_list("delta", flat=True)) == [5, 5]
    assert imbalances() == []


def test_units_are_entered_once_however_often_they_are_confirmed(ada: object) -> None:
    make_product(stock=8)
    change = draft("+5")
    stock_changes.confirm(change, 1, ada)
    with pytest.raises(NotAsPreviewed):
        stock_changes.confirm(change, 1, ada)
    assert left() == [13]


def test_what_was_left_alone_has_no_entry(ada: object) -> None:
    make_product(variants=[{"stock": 1}, {"stock": 8}])
    stock_changes.confirm(draft("-3", reason="damaged"), 1, ada)
    assert left() == [1, 5]
    assert StockEntry.objects.filter(reason="damaged").count() == 1


def test_a_count_that_a_sale_overtook_is_shown_again(ada: object) -> None:
    variant = make_product(stock=8).default_variant
    change = draft("=12", reason="corrected")
    reserve([Claim(variant.pk, 2, 900)], claimant="test")
    with pytest.raises(NotAsPreviewed):
        stock_changes.confirm(change, 1, ada)
    assert (left(), lines(change)) == ([6], [(6, 12, Remark.MEANWHILE)])
    stock_changes.confirm(change, 2, ada)
    assert left() == [12]
    assert imbalances() == []


def test_a_delivery_comes_in_whatever_was_sold_meanwhile(ada: object) -> None:
    variant = make_product(stock=8).default_variant
    change = draft("+5")
    reserve([Claim(variant.pk, 2, 900)], claimant="test")
    stock_changes.confirm(change, 1, ada)
    assert left() == [11]


def test_more_than_is_left_by_now_does_not_go_out(ada: object) -> None:
    variant = make_product(stock=8).default_variant
    change = draft("-8", reason="damaged")
    reserve([Claim(variant.pk, 2, 900)], claimant="test")
    with pytest.raises(NotAsPreviewed):
        stock_changes.confirm(change, 1, ada)
    assert (left(), lines(change)) == ([6], [(6, -2, Remark.BELOW_ZERO)])


def test_entries_are_taken_back_by_their_opposite(ada: object) -> None:
    make_product(variants=[{"stock": 2}, {"stock": 8}])
    change = draft("=5")
    stock_changes.confirm(change, 1, ada)
    receive(Stock.objects.order_by("pk").first().pk, 10)
    back = stock_changes.take_back(change, ada)
    assert lines(back) == [(15, 12, Remark.FINE), (5, 8, Remark.FINE)]
    stock_changes.confirm(back, 1, ada)
    assert left() == [12, 8]
    assert imbalances() == []
