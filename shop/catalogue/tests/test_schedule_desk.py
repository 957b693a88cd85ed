"""Planning prices on a variant's page."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from shop.catalogue.models import ScheduledPrice, Variant
from shop.catalogue.scheduling import set_due_prices
from shop.catalogue.tests.factories import make_product

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def variant() -> Variant:
    return make_product(price="20").default_variant


def times(number: int, starts: datetime, ends: datetime | None) -> dict[str, Any]:
    """Return a row of the form, as a browser posts local times."""
    posted = {}
    for name, time in (("starts_at", starts), ("ends_at", ends)):
        local = time and timezone.localtime(time)
        posted[f"scheduled_prices-{number}-{name}_0"] = f"{local:%Y-%m-%d}" if local else ""
        posted[f"scheduled_prices-{number}-{name}_1"] = f"{local:%H:%M:%S}" if local else ""
    return posted | {
        f"scheduled_prices-{number}-price": "15",
        f"scheduled_prices-{number}-compare_at_price": "",
    }


def save(client: Client, variant: Variant, *rows: dict[str, Any], known: int = 0) -> HttpResponse:
    posted = {
        "sku": variant.sku, "price": variant.price, "options": "{}", "hold_seconds": 900, "weight_grams": 0,
        "tax_class": "standard", "position": 0,
        "scheduled_prices-TOTAL_FORMS": len(rows), "scheduled_prices-INITIAL_FORMS": known,
    }  # fmt: skip
    for row in rows:
        posted |= row
    return client.post(reverse("admin:catalogue_variant_change", args=[variant.pk]), posted)


def row_of(schedule: ScheduledPrice, **changes: Any) -> dict[str, Any]:
    row = {"scheduled_prices-0-id": schedule.pk, **times(0, schedule.starts_at, schedule.ends_at)}
    return row | {f"scheduled_prices-0-{name}": value for name, value in changes.items()}


def test_a_price_is_planned_in_the_shops_own_time(
    admin_client: Client, variant: Variant, settings: Settings
) -> None:
    settings.TIME_ZONE = "America/New_York"
    noon = datetime(2100, 7, 1, 16, tzinfo=timezone.get_fixed_timezone(0))
    assert save(admin_client, variant, times(0, noon, None)).status_code == 302
    assert ScheduledPrice.objects.get().starts_at == noon
    page = admin_client.get(reverse("admin:catalogue_variant_change", args=[variant.pk])).content
    assert b'value="12:00:00"' in page


def test_what_is_planned_is_seen_on_the_products_page(admin_client: Client, variant: Variant) -> None:
    url = reverse("admin:catalogue_product_change", args=[variant.product_id])
    assert b"plan one" in admin_client.get(url).content
    save(admin_client, variant, times(0, timezone.now() + HOUR, timezone.now() + 2 * HOUR))
    page = admin_client.get(url).content.decode()
    assert "€15.00" in page
    assert reverse("admin:catalogue_variant_change", args=[variant.pk]) in page


def test_overlapping_times_are_refused(admin_client: Client, variant: Variant) -> None:
    now = timezone.now()
    rows = (times(0, now + HOUR, now + 3 * HOUR), times(1, now + 2 * HOUR, now + 4 * HOUR))
    assert b"overlaps another" in save(admin_client, variant, *rows).content
    assert not ScheduledPrice.objects.exists()


def test_a_time_that_another_merchant_planned_meanwhile_counts(
    admin_client: Client, variant: Variant
) -> None:
    now = timezone.now()
    variant.scheduled_prices.create(price=1, starts_at=now + HOUR, ends_at=now + 3 * HOUR)
    assert b"overlaps another" in save(admin_client, variant, times(0, now + 2 * HOUR, None)).content


@pytest.mark.parametrize(
    "starts, ends, words", [(2, 1, "ends before it has started"), (-2, -1, "over already")]
)
def test_times_that_cannot_be_are_refused(
    admin_client: Client, variant: Variant, starts: int, ends: int, words: str
) -> None:
    now = timezone.now()
    response = save(admin_client, variant, times(0, now + starts * HOUR, now + ends * HOUR))
    assert words in response.content.decode()


@pytest.mark.parametrize("changes", [{"price": "1"}, {"DELETE": "on"}])
def test_a_price_that_is_on_cannot_be_changed_or_deleted(
    admin_client: Client, variant: Variant, changes: dict
) -> None:
    now = timezone.now().replace(microsecond=0)
    schedule = variant.scheduled_prices.create(price=15, starts_at=now - HOUR, ends_at=now + HOUR)
    set_due_prices()
    response = save(admin_client, variant, row_of(schedule, **changes), known=1)
    assert b"A price that is on now cannot be changed" in response.content


def test_a_price_that_is_on_can_be_ended(admin_client: Client, variant: Variant) -> None:
    now = timezone.now().replace(microsecond=0)
    schedule = variant.scheduled_prices.create(price=15, starts_at=now - HOUR, ends_at=now + HOUR)
    set_due_prices()
    variant.refresh_from_db()
    schedule.ends_at = now
    assert save(admin_client, variant, row_of(schedule), known=1).status_code == 302
    set_due_prices()
    assert Variant.objects.get().price == 20


def test_a_plan_can_be_dropped(admin_client: Client, variant: Variant) -> None:
    now = timezone.now().replace(microsecond=0)
    schedule = variant.scheduled_prices.create(price=15, starts_at=now + HOUR)
    assert save(admin_client, variant, row_of(schedule, DELETE="on"), known=1).status_code == 302
    assert not ScheduledPrice.objects.exists()


def test_all_that_was_planned_is_on_record(admin_client: Client, variant: Variant) -> None:
    variant.scheduled_prices.create(price=15, starts_at=timezone.now(), state=ScheduledPrice.State.OVER)
    assert (
        variant.sku.encode() in admin_client.get(reverse("admin:catalogue_scheduledprice_changelist")).content
    )
