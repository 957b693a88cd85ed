"""The tax inside an order: by its country, each line's class, and the day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from shop.orders.models import TaxRate
from shop.orders.tariffs import current
from shop.orders.tests.charging import cart_of
from shop.orders.tests.placing import place

pytestmark = pytest.mark.django_db


def test_an_order_contains_the_tax_of_where_it_goes() -> None:
    TaxRate.objects.create(country="DE", tax_class="standard", percent=19)
    TaxRate.objects.create(country="DE", tax_class="reduced", percent=7)
    german = place(cart_of("10.70", tax_class="reduced"), country="DE", postcode="10115")
    line = german.lines.get()
    assert (line.tax_rate, line.tax) == (7, Decimal("0.70"))
    assert (german.delivery_tax_rate, german.delivery_tax) == (19, Decimal("0.78"))
    assert german.tax == Decimal("1.48")
    assert german.total == Decimal("15.60")


def test_what_no_rate_is_known_for_has_the_shops_usual_one() -> None:
    TaxRate.objects.create(country="DE", tax_class="standard", percent=19)
    assert place(cart_of("12.00")).lines.get().tax_rate == 20


def test_a_rate_begins_on_its_day() -> None:
    today = timezone.localdate()
    for percent, since in ((20, None), (21, today), (22, today + timedelta(days=1))):
        TaxRate.objects.create(country="AT", tax_class="standard", percent=percent, valid_from=since)
    taxes = current().taxes
    days = (date(2000, 1, 1), today, today + timedelta(days=400))
    assert [taxes.rate("AT", "standard", day) for day in days] == [20, 21, 22]


def test_orders_keep_the_rate_they_were_placed_at() -> None:
    order = place(cart_of("12.00"))
    TaxRate.objects.create(country="AT", tax_class="standard", percent=50)
    order.refresh_from_db()
    assert (order.lines.get().tax_rate, order.tax) == (20, Decimal("2.82"))
