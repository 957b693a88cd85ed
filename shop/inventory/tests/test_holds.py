"""What becomes of a hold: confirm, release and resize, and what they promise to one caller."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.db.models.functions import Now
from pytest_django import DjangoAssertNumQueries, Settings

from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory import reservations
from shop.inventory.audit import imbalances
from shop.inventory.locking import lock_reservations
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


def test_a_hold_that_ran_out_while_waiting_is_not_what_is_sold() -> None:
    gone = variant(stock=1)
    hold(gone)
    with pytest.raises(OutOfStock):
        reserve([Claim(gone.pk, 1, 0)], claimant="test")
    assert left(gone) == 0


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
