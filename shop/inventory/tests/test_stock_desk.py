"""Units of many variants at once, as the merchant enters them."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from shop.catalogue.tests.factories import make_product
from shop.inventory.models import Stock, StockChange, StockEntry
from shop.inventory.stock_desk import StockChangeForm

pytestmark = pytest.mark.django_db

VARIANTS = reverse("admin:catalogue_variant_changelist")


def ask(client: Client, *pks: int, **filled_in: str) -> HttpResponse:
    return client.post(VARIANTS, {"action": "change_stock", "_selected_action": pks} | filled_in)


def preview(client: Client, *pks: int, step: str = "+5") -> str:
    response = ask(client, *pks, step=step, reason="received", note="van 7", preview="Preview")
    assert response.status_code == 302, response.context["form"].errors
    return response["Location"]


def test_a_delivery_for_many_is_previewed_then_entered(admin_client: Client) -> None:
    variants = [make_product(stock=8).default_variant, make_product(stock=1).default_variant]
    url = preview(admin_client, *[variant.pk for variant in variants])
    page = admin_client.get(url).content.decode()
    assert "<td>8</td>" in page
    assert "<td>13</td>" in page
    said = admin_client.post(url, {"confirm": "1", "revision": "1"}, follow=True)
    assert b"2 stocks were changed." in said.content
    assert StockEntry.objects.filter(note="van 7", actor__email="admin@example.com").count() == 2
    back = admin_client.post(url, {"put_back": "1"})["Location"]
    admin_client.post(back, {"confirm": "1", "revision": "1"})
    assert set(Stock.objects.values_list("available", flat=True)) == {8, 1}


@pytest.mark.parametrize("step", ["", "5", "+10%", "+1.5"])
def test_what_is_no_number_of_units_is_asked_for_again(admin_client: Client, step: str) -> None:
    response = ask(admin_client, make_product().default_variant.pk, step=step, reason="received", preview="1")
    assert response.context["form"].errors["step"]


def test_a_second_click_enters_nothing(admin_client: Client) -> None:
    url = preview(admin_client, make_product(stock=8).default_variant.pk)
    for _click in range(2):
        response = admin_client.post(url, {"confirm": "1", "revision": "1"}, follow=True)
    assert b"Please look again." in response.content
    assert Stock.objects.get().available == 13


def test_too_many_at_once_are_refused(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StockChangeForm, "most", 1)
    pks = [make_product().default_variant.pk, make_product().default_variant.pk]
    response = admin_client.post(VARIANTS, {"action": "change_stock", "_selected_action": pks}, follow=True)
    assert b"At most 1 can be changed at once." in response.content


def test_only_who_may_write_into_the_ledger_may_do_this(client: Client) -> None:
    variant = make_product(stock=8).default_variant
    change = StockChange.objects.create(step="+5")
    staff = get_user_model().objects.create_user("ada@example.com", "secret", is_staff=True)
    staff.user_permissions.add(Permission.objects.get(codename="change_variant"))
    client.force_login(staff)
    ask(client, variant.pk, step="+5", reason="received", preview="Preview")
    assert StockChange.objects.count() == 1
    url = reverse("admin:inventory_stockchange_change", args=[change.pk])
    assert client.post(url, {"confirm": "1", "revision": "1"}).status_code == 403
