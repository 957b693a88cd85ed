"""The merchant's desk for deliveries, taxes and discount codes, as its pages are used."""

import re
from typing import Any

import pytest
from django.db.models import F
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from shop.accounts.models import User
from shop.orders.models import DeliveryMethod, DeliveryRate, Discount, TaxRate, Zone
from shop.orders.tests.charging import discount, method

pytestmark = pytest.mark.django_db


@pytest.fixture
def merchant(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("merchant@example.com"))
    return client


def post(client: Client, name: str, fields: dict[str, Any], *args: int) -> HttpResponse:
    return client.post(reverse(f"admin:orders_{name}", args=args), fields, follow=True)


def said(response: HttpResponse) -> str:
    return response.content.decode()


def rates(*rows: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {"rates-TOTAL_FORMS": len(rows), "rates-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        fields |= {f"rates-{number}-{name}": value for name, value in row.items()}
    return fields


def test_a_method_is_made_with_its_bands_and_says_where_it_ends(merchant: Client) -> None:
    zone = Zone.objects.get()
    bands = rates({"zone": zone.pk, "up_to": 1000, "price": 4}, {"zone": zone.pk, "up_to": 5000, "price": 7})
    response = post(
        merchant, "deliverymethod_add",
        {"name": "Parcel", "code": "parcel", "measure": "weight", "position": 0, "active": "on", **bands},
    )  # fmt: skip
    assert "Nothing beyond 5000.00 goes to Everywhere this way." in said(response)
    assert DeliveryMethod.objects.get(code="parcel").rates.count() == 2
    asked = reverse("admin:orders_deliverymethod_try")
    tried = said(merchant.get(asked, {"country": "AT", "value": "10", "weight": "1001"}))
    assert "€7.00" in tried
    assert "€4.90" in tried
    assert "does not go" in said(merchant.get(asked, {"country": "AT", "value": "10", "weight": "5001"}))


@pytest.mark.parametrize(
    "up_to, words", [("", "two rates without a bound"), ("1000", "two rates up to 1000")]
)
def test_two_bands_for_the_same_parcels_are_refused(merchant: Client, up_to: str, words: str) -> None:
    zone = Zone.objects.get()
    twice = rates(*[{"zone": zone.pk, "up_to": up_to, "price": price} for price in (4, 5)])
    fields = {"name": "Parcel", "code": "parcel", "measure": "weight", "position": 0, **twice}
    assert words in said(post(merchant, "deliverymethod_add", fields))
    assert not DeliveryMethod.objects.filter(code="parcel").exists()


def test_more_methods_than_the_checkout_can_show_are_refused(merchant: Client) -> None:
    for number in range(6):
        method(f"way-{number}")
    fields = {
        "name": "Parcel",
        "code": "parcel",
        "measure": "weight",
        "position": 0,
        "active": "on",
        **rates(),
    }
    assert "At most 8 methods can be active." in said(post(merchant, "deliverymethod_add", fields))


@pytest.mark.parametrize(
    "countries, words",
    [(["GB", "IE"], "In Islands already: United Kingdom."), ([], "Everywhere is for all other")],
)
def test_a_country_is_in_one_zone(merchant: Client, countries: list[str], words: str) -> None:
    Zone.objects.create(name="Islands", countries=["GB"])
    response = post(merchant, "zone_add", {"name": "Isles", "countries": countries})
    assert words in said(response)
    assert Zone.objects.count() == 2


def test_a_tax_rate_is_entered_for_a_country_once(merchant: Client) -> None:
    fields = {"country": "DE", "tax_class": "standard", "percent": "19", "valid_from": ""}
    post(merchant, "taxrate_add", fields)
    post(merchant, "taxrate_add", fields)
    assert TaxRate.objects.count() == 1
    assert "Germany" in said(merchant.get(reverse("admin:orders_taxrate_changelist")))


@pytest.mark.parametrize(
    "terms, words",
    [
        ({}, "Say either how many per cent"),
        ({"percent": "10", "amount": "5"}, "Say either how many per cent"),
        ({"percent": "101"}, "less than or equal to 100"),
        ({"percent": "10", "code": "spring"}, "There is such a code already."),
        ({"percent": "10", "code": "a b"}, "Letters, digits, hyphens"),
    ],
)
def test_a_code_that_makes_no_sense_is_refused_in_words(
    merchant: Client, terms: dict[str, str], words: str
) -> None:
    discount("SPRING")
    response = post(merchant, "discount_add", {"code": "NEW", "minimum": "0", "active": "on", **terms})
    assert words in said(response)
    assert Discount.objects.count() == 1


def test_changing_a_code_never_sets_its_count_back(merchant: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    spring = discount(total_limit=5)
    validate = Discount.full_clean

    def used_meanwhile(self: Discount, *args: Any, **options: Any) -> None:
        validate(self, *args, **options)
        Discount.objects.filter(pk=self.pk).update(used=F("used") + 1)

    monkeypatch.setattr(Discount, "full_clean", used_meanwhile)
    fields = {"code": "SPRING", "percent": "20", "minimum": "0", "total_limit": "5", "active": "on"}
    post(merchant, "discount_change", fields, spring.pk)
    spring.refresh_from_db()
    assert (spring.percent, spring.used) == (20, 1)


def test_a_used_code_is_switched_off_and_not_deleted(merchant: Client) -> None:
    spring = discount()
    Discount.objects.update(used=1)
    assert post(merchant, "discount_delete", {"post": "yes"}, spring.pk).status_code == 403
    post(merchant, "discount_changelist", {"action": "switch_off", "_selected_action": spring.pk})
    assert not Discount.objects.get().active


def test_the_lists_open(merchant: Client) -> None:
    discount()
    DeliveryRate.objects.update(free_from=None)
    for name in ("zone", "deliverymethod", "taxrate", "discount"):
        assert merchant.get(reverse(f"admin:orders_{name}_changelist")).status_code == 200


def test_every_field_of_a_row_has_its_name_for_those_who_hear_the_page(merchant: Client) -> None:
    page = said(merchant.get(reverse("admin:orders_deliverymethod_add")))
    tags = re.findall(r'<(?:input|select) (?!type="hidden")[^>]*name="rates-0-[^>]*>', page)
    names = [re.search(r'aria-label="([^"]*)"', tag) for tag in tags]
    assert [name and name[1] for name in names] == ["Zone", "Up to", "Price", "Free from"]


def test_the_parts_of_a_moment_have_names_for_those_who_hear_the_page(merchant: Client) -> None:
    page = said(merchant.get(reverse("admin:orders_discount_add")))
    assert {"From, date", "From, time", "Until, date", "Until, time"} <= set(
        re.findall(r'aria-label="([^"]+)"', page)
    )
