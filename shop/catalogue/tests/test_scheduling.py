"""Scheduled prices come at their time and go, by the database's clock, however late anybody looks."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shop.catalogue import price_changes, tasks
from shop.catalogue.models import PriceChange, ScheduledPrice, Variant
from shop.catalogue.scheduling import overlapping, set_due_prices
from shop.catalogue.tests.factories import make_product

pytestmark = pytest.mark.django_db

State = ScheduledPrice.State
HOUR = timedelta(hours=1)


@pytest.fixture
def variant() -> Variant:
    return make_product(price="20").default_variant


def at(hours: float) -> datetime:
    return timezone.now() + hours * HOUR


def plan(
    variant: Variant, starts: float, ends: float | None, price: int = 15, **fields: Any
) -> ScheduledPrice:
    ends_at = None if ends is None else at(ends)
    return variant.scheduled_prices.create(price=price, starts_at=at(starts), ends_at=ends_at, **fields)


def pass_time(**times: Any) -> None:
    """Let what is on end, or what is planned start, without waiting for it."""
    ScheduledPrice.objects.update(**times)


def costs(variant: Variant) -> tuple:
    return Variant.objects.values_list("price", "compare_at_price").get(pk=variant.pk)


def test_a_price_comes_at_its_time_and_goes_at_its_end(variant: Variant) -> None:
    schedule = plan(variant, 1, 2)
    assert set_due_prices() == 0
    assert costs(variant) == (20, None)
    pass_time(starts_at=at(-1))
    version = variant.version
    tasks.set_due_prices()
    variant.refresh_from_db()
    assert (costs(variant), variant.version > version) == ((15, 20), True)
    pass_time(ends_at=Now())
    assert set_due_prices() == 1
    schedule.refresh_from_db()
    assert (costs(variant), schedule.state) == ((20, None), State.OVER)


def test_looking_again_changes_nothing(variant: Variant) -> None:
    plan(variant, -1, 1)
    assert (set_due_prices(), set_due_prices()) == (1, 0)
    assert costs(variant) == (15, 20)


def test_a_compare_at_price_of_its_own_is_shown_and_the_former_comes_back(variant: Variant) -> None:
    Variant.objects.update(compare_at_price=22)
    plan(variant, -1, 1, compare_at_price=25)
    set_due_prices()
    assert costs(variant) == (15, 25)
    pass_time(ends_at=at(-0.5))
    set_due_prices()
    assert costs(variant) == (20, 22)


def test_a_price_without_an_end_stays(variant: Variant) -> None:
    schedule = plan(variant, -1, None, price=23)
    set_due_prices()
    schedule.refresh_from_db()
    assert (costs(variant), schedule.state) == ((23, None), State.OVER)


def test_a_time_that_was_missed_as_a_whole_sets_nothing(variant: Variant) -> None:
    plan(variant, -2, -1)
    assert set_due_prices() == 1
    assert (costs(variant), ScheduledPrice.objects.get().state) == ((20, None), State.OVER)


def test_after_a_pause_everything_due_is_caught_up_with_in_its_order(variant: Variant) -> None:
    plan(variant, -9, 1, price=11)
    set_due_prices()
    pass_time(ends_at=at(-8))
    plan(variant, -7, -6, price=12)
    plan(variant, -5, None, price=13)
    plan(variant, -4, 1, price=14)
    assert set_due_prices() == 4
    assert costs(variant) == (14, 13)
    pass_time(ends_at=at(-3))
    set_due_prices()
    assert costs(variant) == (13, None)


def test_one_that_ends_as_the_next_begins_puts_back_what_was_before_both(variant: Variant) -> None:
    first = plan(variant, -2, 1)
    set_due_prices()
    pass_time(ends_at=at(-1))
    second = plan(variant, -1, 1, price=12)
    ScheduledPrice.objects.filter(pk=second.pk).update(
        starts_at=ScheduledPrice.objects.get(pk=first.pk).ends_at
    )
    set_due_prices()
    assert costs(variant) == (12, 20)


def test_a_price_set_by_hand_meanwhile_stays(variant: Variant) -> None:
    plan(variant, -1, 1)
    set_due_prices()
    change = price_changes.draft(Variant.objects.all(), PriceChange(step="=17"))
    price_changes.confirm(change, 1, None)
    pass_time(ends_at=at(-0.5))
    set_due_prices()
    assert costs(variant) == (17, 20)


def test_many_are_set_in_a_few_queries_and_none_costs_one() -> None:
    with CaptureQueriesContext(connection) as idle:
        set_due_prices()
    product = make_product(price="20")
    variants = Variant.objects.bulk_create(Variant(product=product, sku=f"S{n}", price=20) for n in range(40))
    for variant in variants:
        plan(variant, -1, 1)
    with CaptureQueriesContext(connection) as busy:
        assert set_due_prices() == 40
    assert (len(idle), len(busy) < 20) == (3, True)
    assert Variant.objects.filter(price=15).count() == 40


@pytest.mark.parametrize(
    "times, clash",
    [
        ([(1, 2), (2, 3)], False),
        ([(2, 3), (1, 2.1)], True),
        ([(1, 5), (2, 3)], True),
        ([(1, None), (1, 2)], True),
        ([(1, None), (2, 3)], False),
        ([(1, 3), (2, None)], True),
        ([(1, 2), (2, None)], False),
        ([(1, None), (1, None)], True),
    ],
)
def test_overlaps_are_seen(times: list, clash: bool) -> None:
    base = timezone.now()
    schedules = [
        ScheduledPrice(starts_at=base + start * HOUR, ends_at=end and base + end * HOUR)
        for start, end in times
    ]
    assert (overlapping(schedules) is not None) == clash


@pytest.mark.postgres
@pytest.mark.parametrize("ends", [3, None])
def test_the_database_refuses_what_overlaps(variant: Variant, ends: int | None) -> None:
    plan(variant, 1, 4)
    plan(make_product().default_variant, 1, 4)
    plan(variant, 2, ends)
    judged = "SET CONSTRAINTS ALL IMMEDIATE"
    with pytest.raises(IntegrityError, match="scheduled_prices_do_not_overlap"), transaction.atomic():
        connection.cursor().execute(judged)
    ScheduledPrice.objects.all().delete()


def test_the_database_refuses_an_end_before_the_start(variant: Variant) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        plan(variant, 2, 1)
