"""Signing up and in, the cart that comes along, the orders that stay."""

import pytest
from playwright.sync_api import Page, expect

from e2e.ordering import place_order
from e2e.page_problems import Opener
from e2e.shopping import cart_link, offer, put_in_cart
from e2e.signing_in import SHOPPER, create_account, introduce, sign_in


def test_a_new_shopper_keeps_the_cart_and_finds_the_order_in_the_history(page: Page) -> None:
    put_in_cart(page, "Plain Plate")
    create_account(page, "new@example.com", "correct horse battery")
    expect(cart_link(page)).to_have_accessible_name("Cart 1 item")

    number = place_order(page, "new@example.com")

    page.get_by_role("banner").get_by_role("link", name="Orders").click()
    page.get_by_role("link", name=number).click()
    expect(page.get_by_role("heading", level=1, name=number)).to_be_visible()


def test_the_demo_shopper_signs_in_with_a_full_cart_and_out_again(page: Page) -> None:
    put_in_cart(page, "Plain Plate")
    sign_in(page, SHOPPER)
    expect(cart_link(page)).to_have_accessible_name("Cart 1 item")
    page.goto("/cart/")
    expect(offer(page, "Plain Plate")).to_contain_text("Held for you until")

    page.get_by_role("contentinfo").get_by_role("link", name="Sign out").click()
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()


@pytest.mark.allow_problems("404")
def test_the_order_of_somebody_else_is_not_there(page: Page, new_context: Opener) -> None:
    put_in_cart(page, "Plain Plate")
    number = place_order(page, "owner@example.com")
    stranger = new_context().new_page()
    create_account(stranger, "stranger@example.com", "correct horse battery")

    reply = stranger.goto(f"/orders/{number}/")

    assert reply is not None
    assert reply.status == 404
    expect(stranger.get_by_role("link", name="Find my order").first).to_be_visible()
    expect(stranger.get_by_text("owner@example.com")).to_have_count(0)


@pytest.mark.allow_problems("40[03]|422")
def test_a_wrong_password_is_refused_in_words(page: Page) -> None:
    page.goto("/accounts/login/")
    introduce(page, SHOPPER, "not the password")
    expect(page.get_by_role("alert")).to_contain_text("not correct")
