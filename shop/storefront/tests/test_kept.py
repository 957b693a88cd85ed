"""Pages that are kept whole for strangers: what they follow is read every time, nobody gets another's."""

import re
from time import monotonic

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from components.fragments import PLACE
from shop.catalogue.models import Product
from shop.catalogue.tests.factories import make_category, make_product
from shop.http import HtmxRequest
from shop.inventory.receiving import receive
from shop.inventory.reservations import Claim, reserve
from shop.live.watching import Live, live
from shop.reviews.models import Rating
from shop.storefront import kept
from shop.storefront.tests.reading import queries

pytestmark = pytest.mark.django_db

RECENT = 'id="recently-viewed"'


@pytest.fixture(autouse=True)
def near(settings: Settings) -> None:
    settings.CATALOGUE_SECONDS = 60


@pytest.fixture
def cup() -> Product:
    return make_product("Cup", stock=1)


def looks(page: str, client: Client | None = None) -> str:
    return (client or Client()).get(page).content.decode()


def pages(cup: Product) -> list[str]:
    return [cup.get_absolute_url(), "/products/"]


def badge(html: str, cup: Product) -> str:
    return re.search(rf'id="stock-{cup.default_variant_id}"[^>]*data-band="(\w+)"', html)[1]


def in_cart(html: str) -> int:
    return int(re.search(r'class="cart-count" data-count="(\d+)"', html)[1])


def said(html: str) -> str:
    return "".join(re.findall(r'<div class="notice-text">(.*?)</div>', html, re.DOTALL))


def tokens(html: str) -> set[str]:
    return set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]*)"', html))


def test_a_kept_page_costs_a_question_for_stock_and_one_for_the_rating(cup: Product) -> None:
    for page in pages(cup):
        looks(page)
    assert [queries(Client(), page) for page in pages(cup)] == [2, 1]


def test_the_very_next_answer_after_a_claim_says_so(cup: Product) -> None:
    for page in pages(cup):
        assert badge(looks(page), cup) == "few_left"
    reserve([Claim(cup.default_variant_id, 1, seconds=900)], claimant="a buyer")
    for page in pages(cup):
        assert badge(looks(page), cup) == "all_held"


def test_the_very_next_answer_after_a_delivery_says_so(cup: Product) -> None:
    for page in pages(cup):
        looks(page)
    receive(cup.default_variant_id, 100)
    for page in pages(cup):
        assert badge(looks(page), cup) == "available"


def test_a_page_that_stopped_being_true_while_it_was_made_is_not_kept(
    monkeypatch: pytest.MonkeyPatch, cup: Product
) -> None:
    def after_a_claim(request: HtmxRequest) -> Live:
        reserve([Claim(cup.default_variant_id, 1, seconds=900)], claimant="a buyer")
        return live(request)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(kept, "live", after_a_claim)
        assert badge(looks(cup.get_absolute_url()), cup) == "few_left"
    assert badge(looks(cup.get_absolute_url()), cup) == "all_held"


def test_a_page_is_kept_no_longer_than_the_setting_says(
    monkeypatch: pytest.MonkeyPatch, cup: Product
) -> None:
    looks("/products/")
    make_product("Bowl")
    assert "Bowl" not in looks("/products/")
    monkeypatch.setattr(kept, "monotonic", lambda: monotonic() + 61)
    assert "Bowl" in looks("/products/")


def test_nothing_is_kept_of_who_may_be_known(cup: Product) -> None:
    for cookie in (configured.SESSION_COOKIE_NAME, "anything-new"):
        client = Client()
        client.cookies[cookie] = "theirs"
        looks(cup.get_absolute_url(), client)
    assert not kept.pages


def test_part_of_a_page_is_not_taken_for_the_page(cup: Product) -> None:
    Client().get("/products/", headers={"HX-Request": "true"})
    assert not kept.pages


def test_no_two_visitors_get_the_same_token_and_all_of_a_pages_forms_work(cup: Product) -> None:
    for page in pages(cup):
        first, second = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
        one, other = tokens(looks(page, first)), tokens(looks(page, second))
        assert len(one) == len(other) == 1
        assert one != other
        sent = {"product": cup.pk, "add": cup.pk}
        for client, (token,) in ((first, one), (second, other)):
            answer = client.post(reverse("wishlist_change"), sent | {"csrfmiddlewaretoken": token})
            assert answer.status_code == 302
        refused = first.post(reverse("wishlist_change"), sent | {"csrfmiddlewaretoken": other.pop()})
        assert refused.status_code == 403


def test_who_has_a_cart_sees_it_and_nobody_else_does(client: Client, cup: Product) -> None:
    client.post(reverse("cart_add"), {"variant": cup.default_variant_id, "quantity": 1})
    for page in pages(cup):
        assert [in_cart(looks(page, who)) for who in (client, Client(), client, Client())] == [1, 0, 1, 0]


def test_what_a_visitor_is_told_nobody_else_is(client: Client, cup: Product) -> None:
    for page in pages(cup):
        client.post(reverse("wishlist_change"), {"add": cup.pk})
        told = [said(looks(page, who)) for who in (client, Client(), client)]
        assert told[0]
        assert told[1:] == ["", ""]
        client.post(reverse("wishlist_change"), {"remove": cup.pk})
        said(looks(page, client))


def test_a_page_shows_each_visitor_what_they_looked_at_themselves(client: Client, cup: Product) -> None:
    bowl = make_product("Bowl", category=make_category("Bowls"))
    looks(cup.get_absolute_url(), client)
    shown = [looks(bowl.get_absolute_url(), who) for who in (Client(), client, Client(), client)]
    assert [RECENT in html for html in shown] == [False, True, False, True]
    assert not any(PLACE in html or kept.VIEWED in html for html in shown)


def test_an_error_on_the_way_to_a_page_has_the_visitors_own_token(cup: Product) -> None:
    html = Client().get("/products/no-such-cup/").content.decode()
    assert tokens(html)
    assert PLACE not in html


def test_the_first_review_is_on_the_very_next_page(cup: Product) -> None:
    looks(cup.get_absolute_url())
    Rating.objects.create(product=cup, version=1, fives=1)
    assert 'data-version="1"' in looks(cup.get_absolute_url()).partition('id="reviews"')[2]


def test_no_more_pages_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch, cup: Product) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    for number in range(1, 4):
        looks(f"/products/?brand={number}")
    assert len(kept.pages) == 2
