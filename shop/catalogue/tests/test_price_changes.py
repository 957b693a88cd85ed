"""Many prices at once: what is worked out, and that only what was looked at is made."""

from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model

from shop import money
from shop.catalogue import price_changes
from shop.catalogue.models import PriceChange, PriceChangeLine, Variant
from shop.catalogue.price_changes import NotAsPreviewed
from shop.catalogue.steps import NoStep, Step
from shop.catalogue.tests.factories import make_product

pytestmark = pytest.mark.django_db

Remark = PriceChangeLine.Remark


@pytest.fixture
def ada(db: None) -> object:
    return get_user_model().objects.create_user("ada@example.com", "secret")


def draft(step: str, **wanted: str) -> PriceChange:
    return price_changes.draft(Variant.objects.all(), PriceChange(step=step, **wanted))


def worked_out(step: str, **wanted: str) -> tuple[Decimal | None, Decimal | None, int]:
    line = draft(step, **wanted).lines.get()
    return line.price_after, line.compare_after, line.remark


@pytest.mark.parametrize(
    "written, before, after",
    [
        ("-10%", 20, 18),
        ("− 10 %", 20, 18),
        ("+2,50", 20, "22.50"),
        ("= 19.99", 20, "19.99"),
        ("+12.5%", 8, 9),
    ],
)
def test_a_step_is_read_as_merchants_write_it(written: str, before: int, after: str | int) -> None:
    assert Step.read(written).applied(Decimal(before)) == Decimal(after)


@pytest.mark.parametrize(
    "written", ["", "10", "10%", "=10%", "-", "%", "1e9", "-1.005", "--1", "=NaN", "x" * 99]
)
def test_what_is_no_step_is_refused(written: str) -> None:
    with pytest.raises(NoStep):
        Step.read(written)


@pytest.mark.parametrize(
    "amount, ending, nearest",
    [
        ("22.41", "0.99", "21.99"), ("22.49", "0.99", "22.99"), ("22.48", "0.99", "21.99"),
        ("0.10", "0.99", "0.99"),
        ("22.41", "0.00", "22"), ("22.50", "0.00", "23"), ("0.10", "0.00", "0"),
    ],
)  # fmt: skip
def test_a_price_is_rounded_to_the_nearest_that_ends_so(amount: str, ending: str, nearest: str) -> None:
    assert money.ending_on(Decimal(amount), Decimal(ending)) == Decimal(nearest)


@pytest.mark.parametrize(
    "step, wanted, after",
    [
        ("-10%", {}, (18, 25, Remark.FINE)),
        ("-10%", {"ending": "0.99"}, (Decimal("17.99"), 25, Remark.FINE)),
        ("-10%", {"compare": "present"}, (18, 20, Remark.FINE)),
        ("-10%", {"compare": "clear"}, (18, None, Remark.FINE)),
        ("+5", {}, (25, 25, Remark.NOT_SHOWN)),
        ("=20", {}, (20, 25, Remark.UNCHANGED)),
        ("=20", {"compare": "clear"}, (20, None, Remark.FINE)),
        ("-20", {}, (0, 25, Remark.FREE)),
        ("-21", {}, (-1, 25, Remark.BELOW_ZERO)),
        ("=9999999999.99", {}, (Decimal("9999999999.99"), 25, Remark.NOT_SHOWN)),
        ("+9999999999%", {}, (Decimal("2000000019.80"), 25, Remark.NOT_SHOWN)),
        ("+9999999999", {}, (None, 25, Remark.TOO_LARGE)),
    ],
)
def test_what_a_change_would_do_is_worked_out_with_a_remark(step: str, wanted: dict, after: tuple) -> None:
    make_product(price="20", variants=[{"compare_at_price": "25"}])
    assert worked_out(step, **wanted) == after


def test_nothing_changes_until_it_is_confirmed_and_then_all_of_it(ada: object) -> None:
    product = make_product(variants=[{"price": "10"}, {"price": "20"}, {"price": "1"}])
    version = product.default_variant.version
    change = draft("-2", compare="present")
    assert list(Variant.objects.values_list("price", flat=True)) == [10, 20, 1]
    price_changes.confirm(change, 1, ada)
    prices = list(Variant.objects.values_list("price", "compare_at_price"))
    assert prices == [(8, 10), (18, 20), (1, None)]
    change.refresh_from_db()
    assert (change.state, change.actor, change.done_at is None) == ("done", ada, False)
    assert Variant.objects.get(pk=product.default_variant_id).version > version


def test_a_change_is_made_once_however_often_it_is_confirmed(ada: object) -> None:
    make_product(price="10")
    change = draft("-2")
    price_changes.confirm(change, 1, ada)
    Variant.objects.update(price=10)
    with pytest.raises(NotAsPreviewed):
        price_changes.confirm(change, 1, ada)
    assert Variant.objects.get().price == 10


def test_a_price_set_meanwhile_is_shown_again_and_not_overwritten(ada: object) -> None:
    product = make_product(variants=[{"price": "10"}, {"price": "20"}])
    change = draft("-10%")
    Variant.objects.filter(pk=product.default_variant_id).update(price=30)
    with pytest.raises(NotAsPreviewed):
        price_changes.confirm(change, 1, ada)
    assert list(Variant.objects.values_list("price", flat=True)) == [30, 20]
    lines = list(change.lines.order_by("pk").values_list("price_before", "price_after", "remark"))
    assert lines == [(30, 27, Remark.MEANWHILE), (20, 18, Remark.FINE)]
    with pytest.raises(NotAsPreviewed):
        price_changes.confirm(change, 1, ada)
    price_changes.confirm(change, 2, ada)
    assert list(Variant.objects.values_list("price", flat=True)) == [27, 18]


def test_a_compare_at_price_set_meanwhile_counts_as_well(ada: object) -> None:
    make_product(price="10")
    change = draft("-2", compare="present")
    Variant.objects.update(compare_at_price=15)
    with pytest.raises(NotAsPreviewed):
        price_changes.confirm(change, 1, ada)
    assert Variant.objects.get().compare_at_price == 15


def test_prices_are_put_back_by_a_change_of_its_own(ada: object) -> None:
    make_product(variants=[{"price": "10", "compare_at_price": "12"}, {"price": "20"}])
    change = draft("-10%", compare="clear")
    price_changes.confirm(change, 1, ada)
    Variant.objects.filter(price=18).update(price=5)
    back = price_changes.put_back(change, ada)
    assert Variant.objects.filter(price=9).exists()
    assert set(back.lines.values_list("price_before", "price_after", "remark")) == {
        (9, 10, Remark.FINE),
        (5, 20, Remark.MEANWHILE),
    }
    price_changes.confirm(back, 1, ada)
    assert list(Variant.objects.values_list("price", "compare_at_price")) == [(10, 12), (20, None)]


def test_what_is_put_back_follows_a_price_set_meanwhile(ada: object) -> None:
    make_product(price="10")
    change = draft("-2")
    price_changes.confirm(change, 1, ada)
    back = price_changes.put_back(change, ada)
    Variant.objects.update(price=7)
    with pytest.raises(NotAsPreviewed):
        price_changes.confirm(back, 1, ada)
    assert back.lines.values_list("price_before", "price_after").get() == (7, 10)


def test_previews_that_nobody_confirmed_are_forgotten_after_a_day() -> None:
    make_product()
    old, new = draft("-1"), draft("-2")
    PriceChange.objects.filter(pk=old.pk).update(made_at="2020-01-01T00:00Z")
    draft("-3")
    assert not PriceChange.objects.filter(pk=old.pk).exists()
    assert PriceChange.objects.filter(pk=new.pk).exists()
