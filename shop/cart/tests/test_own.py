"""A variant's page says what of it is in the visitor's own cart, and nobody else's page does."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_product
from shop.inventory.models import Reservation

pytestmark = pytest.mark.django_db


@pytest.fixture
def cup() -> Product:
    return make_product("Cup", stock=2)


def add(client: Client, cup: Product, **headers: str) -> str:
    data = {"variant": cup.default_variant_id, "quantity": 2}
    return client.post(reverse("cart_add"), data, headers=headers).content.decode()


def said(html: str, cup: Product) -> str:
    """Return the words of the fragment."""
    found = re.search(rf'<div id="in-cart-{cup.default_variant_id}".*?</div>', html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def page(client: Client, cup: Product) -> str:
    return client.get(cup.get_absolute_url()).content.decode()


def test_who_holds_the_last_units_reads_so_where_others_read_that_all_are_in_carts(
    client: Client, cup: Product
) -> None:
    add(client, cup)
    assert re.match(r"2 in your cart Held for you until \d\d:\d\d", said(page(client, cup), cup))
    assert said(page(Client(), cup), cup) == ""
    assert "All in carts" in page(Client(), cup)


def test_the_reply_brings_it_to_the_variants_page_and_to_no_other(client: Client, cup: Product) -> None:
    htmx = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{cup.get_absolute_url()}"}
    assert said(add(client, cup, **htmx), cup).startswith("2 in your cart")
    elsewhere = htmx | {"HX-Current-URL": "http://testserver/products/"}
    assert "in-cart-" not in add(Client(), make_product("Bowl", stock=2), **elsewhere)


def test_a_hold_that_ran_out_is_no_longer_called_one(client: Client, cup: Product) -> None:
    add(client, cup)
    Reservation.objects.update(state=Reservation.State.RELEASED)
    assert said(page(client, cup), cup) == "2 in your cart Your hold has run out"


def test_what_is_claimed_with_the_order_alone_is_not_called_held(client: Client) -> None:
    cup = make_product("Cup", stock=2, variants=[{"hold_seconds": 0}])
    add(client, cup)
    assert said(page(client, cup), cup) == "2 in your cart"
