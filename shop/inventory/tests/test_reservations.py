"""Claims on units: what reserve promises to one caller, and the locks behind it."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now

from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory import reservations
from shop.inventory.audit import imbalances
from shop.inventory.locking import lock_stocks
from shop.inventory.models import Reservation, Stock
from shop.inventory.reservations import Claim, OutOfStock, confirm, reserve

pytestmark = pytest.mark.django_db
HELD, SOLD, RELEASED = Reservation.State.HELD, Reservation.State.SOLD, Reservation.State.RELEASED


def variant(stock: int = 10) -> Variant:
    return make_product(stock=stock).default_variant


def left(of: Variant) -> int:
    return Stock.objects.get(pk=of.pk).available


def hold(of: Variant, quantity: int = 1, seconds: int = 900) -> Reservation:
    return reserve([Claim(of.pk, quantity, seconds)], claimant="test")[0]


def let_expire(rows: Iterable[Reservation]) -> None:
    pks = [row.pk for row in rows]
    Reservation.objects.filter(pk__in=pks).update(expires_at=Now() - timedelta(seconds=1))


def test_a_claim_takes_units_off_the_counter_and_audits_clean() -> None:
    wanted = variant(stock=5)
    held = hold(wanted, 2)
    assert (held.state, held.quantity, left(wanted)) == (HELD, 2, 3)
    assert imbalances() == []


def test_a_claim_beyond_what_is_left_says_how_many_are_left_and_takes_nothing() -> None:
    wanted = variant(stock=2)
    with pytest.raises(OutOfStock) as refused:
        hold(wanted, 3)
    assert (refused.value.wanted, refused.value.left) == (3, 2)
    assert left(wanted) == 2


def test_several_variants_are_claimed_all_or_none() -> None:
    plenty, none = variant(stock=5), variant(stock=0)
    with pytest.raises(OutOfStock) as refused:
        reserve([Claim(plenty.pk, 1, 900), Claim(none.pk, 1, 900)], claimant="test")
    assert refused.value.variant == none.pk
    assert left(plenty) == 5
    assert not Reservation.objects.exists()


def test_a_refusal_inside_a_callers_transaction_leaves_nothing_taken() -> None:
    plenty, none = variant(stock=5), variant(stock=0)
    with transaction.atomic(), pytest.raises(OutOfStock):
        reserve([Claim(plenty.pk, 1, 900), Claim(none.pk, 1, 900)], claimant="test")
    with transaction.atomic(), pytest.raises(OutOfStock):
        reserve([Claim(plenty.pk, 6, 900)], claimant="test")
    assert left(plenty) == 5
    assert not Reservation.objects.exists()


def test_a_variant_named_twice_is_counted_together() -> None:
    wanted = variant(stock=3)
    with pytest.raises(OutOfStock) as refused:
        reserve([Claim(wanted.pk, 2, 900), Claim(wanted.pk, 2, 900)], claimant="test")
    assert refused.value.wanted == 4
    assert len(reserve([Claim(wanted.pk, 1, 900), Claim(wanted.pk, 2, 900)], claimant="test")) == 1


@pytest.mark.parametrize("quantity", [0, -1])
def test_claiming_no_units_or_fewer_is_a_mistake_of_the_caller(quantity: int) -> None:
    with pytest.raises(ValueError, match="cannot claim"):
        hold(variant(), quantity)


def test_a_variant_that_never_had_stock_is_out_of_stock() -> None:
    with pytest.raises(OutOfStock):
        hold(variant(stock=0))


def test_the_guard_refuses_even_when_the_row_read_under_the_lock_was_wrong(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted = variant(stock=1)

    def believe_in_more(variants: Iterable[int]) -> dict[int, Stock]:
        stocks = lock_stocks(list(variants))
        for stock in stocks.values():
            stock.available += 10
        return stocks

    monkeypatch.setattr(reservations, "lock_stocks", believe_in_more)
    with pytest.raises(OutOfStock):
        hold(wanted, 2)
    assert left(wanted) == 1


def test_the_database_itself_refuses_a_counter_below_zero() -> None:
    wanted = variant(stock=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Stock.objects.filter(pk=wanted.pk).update(available=-1)


def test_an_expired_hold_of_others_never_makes_the_shop_say_sold_out() -> None:
    wanted = variant(stock=1)
    let_expire([hold(wanted)])
    assert hold(wanted).state == HELD
    assert left(wanted) == 0
    assert imbalances() == []


def test_the_stock_row_is_written_once_for_a_claim() -> None:
    wanted = variant()
    with CaptureWrites() as writes:
        confirm([hold(wanted).pk])
    assert len([sql for sql in writes.of("UPDATE") if '"inventory_stock"' in sql]) == 1


class CaptureWrites:
    """Collects the statements that run inside it."""

    def __enter__(self) -> "CaptureWrites":
        self.seen: list[str] = []
        self._wrapper = connection.execute_wrapper(self._note)
        self._wrapper.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._wrapper.__exit__(*error)

    def _note(self, execute: object, sql: str, *args: object) -> object:
        self.seen.append(sql)
        return execute(sql, *args)

    def of(self, verb: str) -> list[str]:
        return [sql for sql in self.seen if sql.startswith(verb)]
