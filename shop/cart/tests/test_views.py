"""The cart over HTTP: what people see, with and without HTMX, and what bad input gets."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from shop.accounts.models import User
from shop.cart.models import Cart
from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory.models import Reservation, Stock

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def variant(**fields: Any) -> Variant:
    return make_product(**fields).default_variant


def add(client: Client, of: Variant | int, quantity: Any = 1, *, htmx: bool = False) -> HttpResponse:
    data = {"variant": getattr(of, "pk", of), "quantity": quantity}
    return client.post(reverse("cart_add"), data, headers=HTMX if htmx else {})


def test_a_plain_form_leads_to_the_cart(client: Client) -> None:
    wanted = variant(stock=3)
    response = add(client, wanted, 2)
    assert response.url == reverse("cart")
    page = client.get(response.url)
    assert wanted.product.title in page.content.decode()
    assert page.context["cart"].count == 2


def test_htmx_gets_the_badge_the_button_the_counter_and_a_word(client: Client) -> None:
    wanted = variant(stock=1)
    html = add(client, wanted, htmx=True).content.decode()
    for target in (f"#stock-{wanted.pk}", f"#buy-{wanted.pk}", "#cart-counter", "#notice"):
        assert f'<hx-partial hx-target="{target}" hx-swap="outerSync">' in html
    assert "disabled" in html


@pytest.mark.parametrize("quantity", ["0", "-1", str(10**9), "1.5", "abc", "", "1e3", "\x00", "٣" * 50])
@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_a_bad_quantity_is_refused_in_words_and_claims_nothing(
    client: Client, quantity: str, htmx: bool
) -> None:
    wanted = variant(stock=5)
    response = add(client, wanted, quantity, htmx=htmx)
    assert response.status_code == 400
    assert 'data-kind="error"' in response.content.decode()
    assert Stock.objects.get().available == 5


def test_a_missing_quantity_is_refused(client: Client) -> None:
    response = client.post(reverse("cart_add"), {"variant": variant().pk})
    assert response.status_code == 400
    assert "Say how many" in response.content.decode()


@pytest.mark.parametrize("pk", ["999999", str(10**30), "abc", "", "-1"])
def test_an_unknown_variant_is_refused(client: Client, pk: str) -> None:
    response = client.post(reverse("cart_add"), {"variant": pk, "quantity": 1})
    assert response.status_code in (400, 404)
    assert not Reservation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_visitor_whose_first_add_is_refused_gets_neither_cart_nor_session(client: Client) -> None:
    gone, short = make_product(stock=0).default_variant, make_product(stock=1).default_variant
    for variant, quantity in ((gone, 1), (short, 2)):
        assert add(client, variant, quantity).status_code == 409
    assert not Cart.objects.exists()
    assert not client.cookies.get("sessionid")


def test_an_archived_variant_is_refused(client: Client) -> None:
    wanted = variant()
    Variant.objects.update(archived=True)
    response = add(client, wanted, htmx=True)
    assert response.status_code == 404
    assert "not for sale any more" in response.content.decode()


def test_more_than_is_left_is_refused_with_an_offer_of_what_is_left(client: Client) -> None:
    wanted = variant(stock=2)
    response = add(client, wanted, 5, htmx=True)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Add 2 instead" in html
    assert '<input type="hidden" name="quantity" value="2">' in html


def test_the_last_unit_gone_is_said_politely_and_the_button_follows(client: Client) -> None:
    wanted = variant(stock=1)
    add(Client(), wanted)
    response = add(client, wanted, htmx=True)
    assert response.status_code == 409
    assert "there is none left" in response.content.decode()
    assert f'<button id="buy-{wanted.pk}"' in response.content.decode()


def test_a_price_in_the_post_is_ignored(client: Client) -> None:
    wanted = variant(price="10.00")
    client.post(reverse("cart_add"), {"variant": wanted.pk, "quantity": 1, "price": "0.01"})
    assert client.get(reverse("cart")).context["cart"].subtotal == wanted.price


def test_a_shopper_finds_the_cart_again_on_another_device(client: Client) -> None:
    alice = User.objects.create_user("alice@example.com", "a long password")
    client.force_login(alice)
    add(client, variant(), 2)
    elsewhere = Client()
    elsewhere.force_login(alice)
    assert elsewhere.get(reverse("cart")).context["cart"].count == 2


def test_looking_at_an_empty_cart_makes_none(client: Client) -> None:
    assert client.get(reverse("cart")).status_code == 200
    assert not Cart.objects.exists()


@pytest.mark.parametrize("name", ["cart_add", "cart_change", "cart_remove", "cart_hold"])
def test_only_posts_change_a_cart(client: Client, name: str) -> None:
    args = [] if name == "cart_add" else [1]
    assert client.get(reverse(name, args=args)).status_code == 405


def test_a_post_without_its_token_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert add(strict, variant()).status_code == 403
    assert not Reservation.objects.exists()


def test_the_carts_page_takes_as_many_queries_for_ten_lines_as_for_one(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(10):
        add(client, variant())
    with django_assert_max_num_queries(9):
        client.get(reverse("cart"))


def test_a_header_that_is_no_address_does_no_harm(client: Client) -> None:
    headers = {**HTMX, "HX-Current-URL": "http://["}
    response = client.post(reverse("cart_add"), {"variant": variant().pk, "quantity": 1}, headers=headers)
    assert response.status_code == 200


def test_a_session_cookie_that_could_not_be_ours_is_no_session(client: Client) -> None:
    client.cookies["sessionid"] = "\0aaaaaaaaaaa"
    assert client.get(reverse("cart")).status_code == 200
