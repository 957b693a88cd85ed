"""Claims on units: what reserve, resize, confirm and release promise to one caller."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.db.transaction import TransactionManagementError
from django.test import TransactionTestCase
from pytest_django import DjangoAssertNumQueries, Settings

from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory import reservations
from shop.inventory.audit import imbalances
from shop.inventory.locking import lock_reservations, lock_stocks, transactional
from shop.inventory.models import Reservation, Stock
from shop.inventory.releasing import release
from shop.inventory.reservations import Claim, HoldExpired, OutOfStock, confirm, reserve, resize

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


def test_a_hold_that_ran_out_while_waiting_is_not_what_is_sold() -> None:
    gone = variant(stock=1)
    hold(gone)
    with pytest.raises(OutOfStock):
        reserve([Claim(gone.pk, 1, 0)], claimant="test")
    assert left(gone) == 0


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


def test_an_expired_hold_cannot_be_confirmed() -> None:
    held = hold(variant())
    let_expire([held])
    with pytest.raises(HoldExpired):
        confirm([held.pk])


def test_confirming_is_all_or_nothing() -> None:
    live, expired = hold(variant()), hold(variant())
    let_expire([expired])
    with pytest.raises(HoldExpired):
        confirm([live.pk, expired.pk])
    live.refresh_from_db()
    assert live.state == HELD


def test_a_hold_is_confirmed_once() -> None:
    held = hold(variant())
    confirm([held.pk])
    with pytest.raises(HoldExpired):
        confirm([held.pk])


def test_confirming_reads_and_writes_no_stock_row(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    held = hold(variant())
    with django_assert_num_queries(2) as queries:
        confirm([held.pk])
    assert not any("inventory_stock" in query["sql"] for query in queries.captured_queries)


def test_releasing_gives_the_units_back_once() -> None:
    wanted = variant(stock=3)
    held = hold(wanted, 2)
    assert release([held.pk], origin=HELD) == 2
    assert release([held.pk], origin=HELD) == 0
    assert left(wanted) == 3


def test_what_was_sold_is_not_released_as_held() -> None:
    held = hold(variant())
    confirm([held.pk])
    assert release([held.pk], origin=HELD) == 0
    assert release([held.pk], origin=SOLD) == 1
    held.refresh_from_db()
    assert held.state == RELEASED


@pytest.mark.parametrize("quantity, remaining", [(1, 4), (4, 1), (5, 0)])
def test_a_hold_is_resized_within_what_is_left(quantity: int, remaining: int) -> None:
    wanted = variant(stock=5)
    held = resize(hold(wanted, 2).pk, Claim(wanted.pk, quantity, 900))
    assert (held.quantity, left(wanted)) == (quantity, remaining)
    assert imbalances() == []


def test_a_hold_grown_beyond_what_is_left_stays_as_it_was() -> None:
    wanted = variant(stock=3)
    held = hold(wanted, 2)
    with pytest.raises(OutOfStock) as refused:
        resize(held.pk, Claim(wanted.pk, 5, 900))
    assert refused.value.left == 3
    held.refresh_from_db()
    assert (held.quantity, left(wanted)) == (2, 1)


def test_a_hold_that_expires_while_it_is_resized_is_not_swept_from_under_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted = variant(stock=3)
    held = hold(wanted, 2)

    def locked_just_before_expiry(rows: QuerySet[Reservation], **options: object) -> list[Reservation]:
        found = lock_reservations(rows, **options)
        let_expire([held])
        return found

    monkeypatch.setattr(reservations, "lock_reservations", locked_just_before_expiry)
    with pytest.raises(OutOfStock):
        resize(held.pk, Claim(wanted.pk, 5, 900))
    held.refresh_from_db()
    assert (held.state, left(wanted)) == (HELD, 1)


def test_an_expired_hold_is_not_resized() -> None:
    wanted = variant()
    held = hold(wanted)
    let_expire([held])
    with pytest.raises(HoldExpired):
        resize(held.pk, Claim(wanted.pk, 2, 900))


def test_a_hold_is_renewed_only_up_to_the_cap(settings: Settings) -> None:
    settings.MAX_HOLD_SECONDS = 1000
    wanted = variant()
    held = hold(wanted)
    Reservation.objects.filter(pk=held.pk).update(
        held_since=Now() - timedelta(seconds=800), expires_at=Now() + timedelta(seconds=100)
    )
    renewed = resize(held.pk, Claim(wanted.pk, 1, 900))
    assert renewed.expires_at == renewed.held_since + timedelta(seconds=1000)


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


class OutsideATransaction(TransactionTestCase):
    """Row locks last as long as their transaction; SQLite would not complain, so we do."""

    def test_locking_outside_a_transaction_is_refused(self) -> None:
        with pytest.raises(TransactionManagementError):
            lock_stocks([1])

    def test_a_verb_opens_its_own_transaction(self) -> None:
        assert transactional(lambda: connection.in_atomic_block)()
