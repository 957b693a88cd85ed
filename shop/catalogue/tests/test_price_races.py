"""Whoever sets prices at the same moment, each in a real thread with a real connection."""

from datetime import timedelta
from functools import partial

import pytest
from django.db.models import F
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from shop.catalogue import price_changes
from shop.catalogue.locking import lock_variants
from shop.catalogue.models import PriceChange, ScheduledPrice, Variant
from shop.catalogue.price_changes import NotAsPreviewed
from shop.catalogue.scheduling import set_due_prices
from shop.catalogue.tests.factories import make_product
from shop.inventory.tests.races import outcomes, race

pytestmark = pytest.mark.django_db(transaction=True)


def test_workers_that_meet_start_each_price_once() -> None:
    now = timezone.now()
    for _number in range(20):
        for variant in make_product(price="20", variants=[{}, {}]).variants.all():
            variant.scheduled_prices.create(price=15, starts_at=now, ends_at=now + timedelta(hours=1))
    assert sum(race([set_due_prices] * 4)) == 40
    assert Variant.objects.filter(price=15, compare_at_price=20).count() == 40
    assert ScheduledPrice.objects.filter(price_before=20).count() == 40


def test_one_of_two_clicks_at_once_makes_the_change() -> None:
    make_product(price="20")
    change = price_changes.draft(Variant.objects.all(), PriceChange(step="-10%"))
    results = race([partial(price_changes.confirm, change, 1, None)] * 4)
    assert len(outcomes(results, NotAsPreviewed)) == 3
    assert Variant.objects.get().price == 18


def test_of_two_changes_of_one_price_at_once_one_is_shown_again() -> None:
    make_product(price="20", variants=[{}, {}])
    drafts = [price_changes.draft(Variant.objects.all(), PriceChange(step="-1")) for _number in range(2)]
    results = race([partial(price_changes.confirm, draft, 1, None) for draft in drafts])
    assert len(outcomes(results, NotAsPreviewed)) == 1
    assert set(Variant.objects.values_list("price", flat=True)) == {19}


def test_changes_of_two_variants_of_one_product_do_not_deadlock() -> None:
    product = make_product(price="20", variants=[{}, {}])
    for _round in range(10):
        drafts = [
            price_changes.draft(Variant.objects.filter(pk=variant.pk), PriceChange(step="-1"))
            for variant in product.variants.all()
        ]
        results = race([partial(price_changes.confirm, draft, 1, None) for draft in drafts])
        assert results == [None, None]
    assert list(product.variants.values_list("price", flat=True)) == [10, 10]


def test_a_lock_is_refused_outside_a_transaction() -> None:
    with pytest.raises(TransactionManagementError):
        lock_variants(Variant.objects.exclude(pk=F("pk")))
