"""Signing up and in, the cart that comes along, the orders that stay."""

import pytest
from playwright.sync_api import Page, expect

from e2e.ordering import fill_in_address, mails_to, number_on, place_order
from e2e.page_problems import Opener
from e2e.shopping import cart_link, offer, put_in_cart
from e2e.signing_in import (
    SHOPPER,
    confirm_address,
    create_account,
    expect_signed_in,
    introduce,
    sign_in,
    sign_up,
)

NEW = "new@example.com"
PASSWORD = "correct horse battery"


@pytest.mark.needs("inbox")
def test_a_new_shopper_buys_returns_and_finds_the_order_without_a_script(new_context: Opener) -> None:
    page = new_context(java_script_enabled=False).new_page()
    put_in_cart(page, "Plain Plate")
    sign_up(page, NEW, PASSWORD)
    number = place_order(page, NEW)  # which nobody has to wait for their mail to do
    confirm_address(page, NEW)
    expect_signed_in(page)
    expect(page.get_by_text("is in your account now")).to_be_visible()

    back = new_context(java_script_enabled=False).new_page()
    back.goto("/accounts/login/")
    introduce(back, NEW, PASSWORD)
    mails_to(back, NEW).get_by_role("link", name=number).first.click()
    expect(back.get_by_role("link", name=f"/orders/{number}/?key=").first).to_be_visible()
    back.goto("/account/")
    back.get_by_role("link", name="All orders").click()
    back.get_by_role("link", name=number).click()
    expect(back.get_by_role("heading", level=1, name=number)).to_be_visible()


@pytest.mark.needs("inbox")
def test_a_signed_in_shopper_chooses_an_address_of_the_book(page: Page) -> None:
    create_account(page, "book@example.com", PASSWORD)
    for name, street in (("Ada Lovelace", "Marktstraße 7"), ("Ada at work", "Hauptstraße 1")):
        page.goto("/account/addresses/add/")
        fill_in_address(page, name, street)
        page.get_by_role("button", name="Save the address").click()
        expect(page.get_by_text("The address is in your address book.")).to_be_visible()
    put_in_cart(page, "Plain Plate")
    page.goto("/checkout/")
    expect(page.get_by_label("Street and number")).to_be_hidden()
    page.get_by_role("radio", name="Ada at work").check()
    page.get_by_role("button", name="Place order").click()

    number_on(page)
    expect(page.get_by_role("complementary")).to_contain_text("Hauptstraße 1")


@pytest.mark.needs("inbox")
def test_what_is_in_the_cart_at_home_and_on_the_way_comes_together(page: Page, new_context: Opener) -> None:
    create_account(page, "two@example.com", PASSWORD)
    put_in_cart(page, "Plain Plate")
    telephone = new_context().new_page()
    put_in_cart(telephone, "Plain Plate")
    sign_in(telephone, "two@example.com", PASSWORD)
    expect(cart_link(telephone)).to_have_accessible_name("Cart 2 items")
    page.goto("/cart/")
    expect(offer(page, "Plain Plate").get_by_label("Quantity")).to_have_value("2")


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
@pytest.mark.needs("inbox")
def test_the_order_of_somebody_else_is_not_there(page: Page, new_context: Opener) -> None:
    put_in_cart(page, "Plain Plate")
    number = place_order(page, "owner@example.com")
    stranger = new_context().new_page()
    create_account(stranger, "stranger@example.com", PASSWORD)

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
