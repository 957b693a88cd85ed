"""What delivery costs, where it goes, and what of it an order keeps."""

from decimal import Decimal
from typing import Any

import pytest
from pytest_django import Settings

from shop.orders.delivery import Band, Delivery, Parcel
from shop.orders.models import DeliveryMethod, DeliveryRate, Order, TariffEdition, Zone
from shop.orders.placement import NotDelivered, QuoteChanged
from shop.orders.tariffs import current
from shop.orders.tests.charging import cart_of, method
from shop.orders.tests.placing import place, quoted
from shop.orders.usual_tariff import install

pytestmark = pytest.mark.django_db

LIGHT = Band(Decimal(1000), Decimal("4.00"), Decimal(50))
HEAVY = Band(Decimal(5000), Decimal("7.00"), None)


@pytest.mark.parametrize(
    "value, weight, price",
    [
        (10, 0, "4.00"),
        (10, 1000, "4.00"),
        (10, 1001, "7.00"),
        (50, 1000, "0"),
        (99, 5000, "7.00"),
        (1, 5001, None),
    ],
)
def test_a_parcel_costs_what_the_first_band_that_holds_it_says(
    value: int, weight: int, price: str | None
) -> None:
    delivery = Delivery("post", "Post", "", True, (LIGHT, HEAVY))
    assert delivery.price(Parcel(Decimal(value), weight)) == (Decimal(price) if price else None)


def test_bands_may_go_by_the_value_of_the_goods() -> None:
    delivery = Delivery(
        "post", "Post", "", False, (Band(Decimal("19.99"), Decimal(5), None), Band(None, Decimal(3), None))
    )
    assert [delivery.price(Parcel(Decimal(value), 9)) for value in ("19.99", "20.00")] == [5, 3]


def test_a_new_shop_delivers_as_ever_and_a_merchants_deletions_last() -> None:
    assert [(each.code, each.price(Parcel(Decimal(20), 1))) for each in current().deliveries("AT")] == [
        ("standard", Decimal("4.90")), ("express", Decimal("9.90")),
    ]  # fmt: skip
    DeliveryMethod.objects.filter(code="express").delete()
    install(using="default")
    assert [each.code for each in current().deliveries("AT")] == ["standard"]


def test_a_country_is_served_by_the_rates_of_its_zone(settings: Settings) -> None:
    method("islands", {"price": "15.00"}, countries=("IE", "GB"))
    settings.DELIVERY_COUNTRIES = ["AT", "IE"]
    tariff = current()
    assert [each.code for each in tariff.deliveries("IE")] == ["islands"]
    assert "islands" not in [each.code for each in tariff.deliveries("AT")]
    assert tariff.deliveries("GB") == ()
    assert tariff.countries() == ["AT", "IE"]
    DeliveryMethod.objects.filter(code="islands").update(active=False)
    assert current().countries() == ["AT"]


@pytest.mark.parametrize("change", [{"delivery": "islands"}, {"country": "GB", "delivery": "standard"}])
def test_an_order_is_not_sent_where_its_delivery_does_not_go(change: dict[str, Any]) -> None:
    method("islands", {"price": "15.00"}, countries=("GB",))
    with pytest.raises(NotDelivered):
        place(cart_of(), **change)


def test_what_is_too_heavy_does_not_go() -> None:
    method("post", {"price": "4.00", "up_to": 1000})
    assert place(cart_of(weight_grams=500, quantity=2), delivery="post").delivery_price == 4
    with pytest.raises(NotDelivered):
        place(cart_of(weight_grams=501, quantity=2), delivery="post")


def test_the_total_shown_for_one_country_is_confirmed_again_for_a_dearer_one() -> None:
    method("standard-gb", {"price": "15.00"}, countries=("GB",))
    cart = cart_of()
    with pytest.raises(QuoteChanged):
        place(cart, country="GB", postcode="EC1Y 8SY", delivery="standard-gb", quote=quoted(cart))
    assert place(cart, country="GB", postcode="EC1Y 8SY", delivery="standard-gb").total == 25


def test_a_promise_holds_in_every_country_that_costs_the_same() -> None:
    cart = cart_of()
    assert place(cart, country="DE", postcode="10115", quote=quoted(cart, country="AT")).country == "DE"


def test_an_order_keeps_the_name_and_price_of_a_method_that_is_deleted() -> None:
    placed = place(cart_of())
    DeliveryMethod.objects.all().delete()
    order = Order.objects.get(pk=placed.pk)
    assert (order.delivery_name, order.delivery_price) == ("Standard", Decimal("4.90"))


@pytest.mark.parametrize(
    "change",
    [
        lambda: DeliveryRate.objects.update(price=1),
        lambda: DeliveryRate.objects.first().save(),
        lambda: DeliveryMethod.objects.first().delete(),
        lambda: DeliveryRate.objects.all().delete(),
        lambda: Zone.objects.bulk_create([Zone(name="Moon")]),
    ],
)
def test_whatever_changes_the_tariff_every_process_reads_it_anew(change: Any) -> None:
    before = TariffEdition.objects.get().mark
    change()
    assert TariffEdition.objects.get().mark != before
