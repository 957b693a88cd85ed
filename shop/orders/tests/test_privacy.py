"""What is held about a shopper, and what is left of it once they are gone."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from shop.accounts.address_book import add
from shop.accounts.models import Address, User
from shop.accounts.privacy import holdings
from shop.accounts.tests.people import PASSWORD, make_user, sign_in, user_of
from shop.cart.models import Cart
from shop.catalogue.models import Variant
from shop.catalogue.tests.factories import make_product
from shop.inventory.audit import imbalances
from shop.inventory.models import Stock
from shop.notifications.models import Mail
from shop.notifications.outbox import post
from shop.orders.audit import disagreements
from shop.orders.mails import mail_link
from shop.orders.models import Order
from shop.orders.tests.placing import ADDRESS, add_to_cart, submit
from shop.orders.transitions import advance
from shop.restock.models import SignUp
from shop.wishlist.models import WishlistItem

pytestmark = pytest.mark.django_db

ADA = "ada@example.com"
PERSONAL = (ADA, "Bob Baker", "1 Mill Lane", "1010", "Vienna")


@pytest.fixture
def cup() -> Variant:
    return make_product("Cup", stock=5).default_variant


@pytest.fixture
def ada(client: Client, cup: Variant) -> User:
    """A shopper with a little of everything: an order, a cart, a wish, an address, mail."""
    cache.clear()
    ada = make_user(ADA, name="Ada Lovelace")
    sign_in(client, ADA)
    add_to_cart(client, cup.pk)
    submit(client, email=ADA)
    add_to_cart(client, cup.pk, 2)
    client.post(reverse("wishlist_change"), {"add": cup.product_id})
    add(ada, {name: ADDRESS.get(name, "") for name in Address.PARTS})
    SignUp.objects.create(variant=cup, email=ADA, language="en")
    post("contact", "merchant@example.com", {"message": "Hello"}, reply_to=ADA)
    return ada


def deliver(order: Order) -> None:
    for state in (Order.State.SHIPPED, Order.State.DELIVERED):
        advance(order, state)


def delete(client: Client, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_delete"), {"password": password})


def test_the_file_has_what_every_area_holds(client: Client, ada: User) -> None:
    answer = client.post(reverse("account_export"))
    assert "attachment" in answer["Content-Disposition"]
    told = json.loads(answer.content)
    assert told.keys() == holdings.keys()
    assert told["account"]["name"] == "Ada Lovelace"
    assert told["account"]["addresses"][0]["street"] == "1 Mill Lane"
    assert told["orders"][0]["number"] == Order.objects.get().number
    assert told["orders"][0]["lines"][0]["title"] == "Cup"
    assert told["cart"][0]["quantity"] == 2
    assert told["wishlist"][0]["product__title"] == "Cup"
    assert {mail["to"] for mail in told["mails"]} == {ADA, "merchant@example.com"}
    assert told["back in stock"][0]["variant__product__title"] == "Cup"
    assert "password" not in answer.text


def test_the_file_has_nothing_of_anybody_else(client: Client, ada: User) -> None:
    eve = Client()
    eve.force_login(make_user("eve@example.com"))
    told = eve.post(reverse("account_export")).text
    assert not [word for word in PERSONAL if word in told]


def test_a_wrong_password_deletes_nothing(client: Client, ada: User) -> None:
    deliver(Order.objects.get())
    assert delete(client, "not the password").status_code == 422
    assert User.objects.filter(pk=ada.pk).exists()


def test_an_order_that_is_not_over_is_waited_for(client: Client, ada: User) -> None:
    page = client.get(reverse("account_delete")).text
    assert f"Order {Order.objects.get().number} is not over yet." in page
    delete(client)
    assert User.objects.filter(pk=ada.pk).exists()
    assert Order.objects.get().name == "Bob Baker"


def test_an_order_that_was_placed_meanwhile_still_knows_where_it_goes(ada: User) -> None:
    holdings["orders"].forget(ada)
    assert Order.objects.get().street == "1 Mill Lane"


def test_a_deleted_account_leaves_orders_that_name_nobody(client: Client, ada: User) -> None:
    elsewhere = Client()
    sign_in(elsewhere, ADA)
    order = Order.objects.get()
    deliver(order)
    assert delete(client).url == "/"
    assert user_of(client) is None
    assert elsewhere.get(reverse("orders")).status_code == 302
    left = Order.objects.values().get()
    assert not [value for value in left.values() if value in PERSONAL]
    assert (left["number"], left["total"], left["country"]) == (order.number, order.total, "AT")
    assert not User.objects.exists()
    assert not Cart.objects.exists()
    assert not WishlistItem.objects.exists()
    assert not SignUp.objects.exists()
    assert not Mail.objects.exists()
    mail_link(Order.objects.get())
    assert not Mail.objects.exists()


def test_what_the_cart_held_is_there_for_others(client: Client, ada: User) -> None:
    deliver(Order.objects.get())
    delete(client)
    assert Stock.objects.get().available == 4
    assert imbalances() == []
    assert list(disagreements()) == []


def test_mails_about_the_order_go_wherever_they_went_and_others_stay(client: Client, ada: User) -> None:
    order = Order.objects.get()
    deliver(order)
    Order.objects.update(email="work@example.com")
    mail = Mail.objects.filter(to=ADA).latest("pk")
    mail.pk, mail.message_id, mail.to = None, "about", "work@example.com"
    mail.text = f"About {order.number}"
    mail.save()
    mail.pk, mail.message_id, mail.text, mail.subject = None, "other", "About another", "Another"
    mail.save()
    delete(client)
    assert list(Mail.objects.values_list("message_id", flat=True)) == ["other"]
