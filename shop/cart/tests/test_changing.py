"""Changing a cart over HTTP: quantities, removals, holds that ran out, and lines of other people."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from shop.cart.models import Cart, CartLine
from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory.models import Reservation

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def variant(**fields: Any) -> Variant:
    return make_product(**fields).default_variant


def add(client: Client, of: Variant | int, quantity: Any = 1, *, htmx: bool = False) -> HttpResponse:
    data = {"variant": getattr(of, "pk", of), "quantity": quantity}
    return client.post(reverse("cart_add"), data, headers=HTMX if htmx else {})


def test_the_line_of_another_session_is_not_found(client: Client) -> None:
    add(Client(), variant())
    line = CartLine.objects.get()
    for name in ("cart_change", "cart_remove", "cart_hold"):
        response = client.post(reverse(name, args=[line.pk]), {"quantity": 2})
        assert response.status_code == 404
    line.refresh_from_db()
    assert line.quantity == 1


@pytest.mark.parametrize("quantity", ["0", "-3", "11", "2.5", "x", ""])
def test_a_bad_change_is_refused_and_the_line_stays(client: Client, quantity: str) -> None:
    add(client, variant(stock=20), 2)
    line = CartLine.objects.get()
    response = client.post(reverse("cart_change", args=[line.pk]), {"quantity": quantity}, headers=HTMX)
    assert response.status_code == 400
    line.refresh_from_db()
    assert line.quantity == 2


def test_a_change_answers_with_the_cart_as_it_is_now(client: Client) -> None:
    add(client, variant(stock=20, price="3"), 2)
    line = CartLine.objects.get()
    html = client.post(reverse("cart_change", args=[line.pk]), {"quantity": 4}, headers=HTMX).content.decode()
    assert 'hx-target="#cart-body"' in html
    assert "€12.00" in html


def test_a_removal_can_be_undone(client: Client) -> None:
    wanted = variant()
    add(client, wanted, 2)
    line = CartLine.objects.get()
    html = client.post(reverse("cart_remove", args=[line.pk]), headers=HTMX).content.decode()
    assert "Undo" in html
    assert f'name="variant" value="{wanted.pk}"' in html
    assert not CartLine.objects.exists()


def test_an_expired_hold_is_explained_and_can_be_taken_again(client: Client) -> None:
    add(client, variant(stock=1))
    Reservation.objects.update(expires_at=Now() - timedelta(seconds=1))
    line = CartLine.objects.get()
    page = client.get(reverse("cart")).content.decode()
    assert "run out" in page
    assert reverse("cart_hold", args=[line.pk]) in page
    client.post(reverse("cart_hold", args=[line.pk]))
    assert client.get(reverse("cart")).context["cart"].lines[0].state == "held"


@pytest.mark.parametrize("name", ["cart_change", "cart_remove", "cart_hold"])
def test_a_refused_change_makes_no_cart(client: Client, name: str) -> None:
    assert client.post(reverse(name, args=[1]), {"quantity": 2}).status_code == 404
    assert not Cart.objects.exists()
