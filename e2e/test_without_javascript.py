"""The whole journey with plain links and forms."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.ordering import cancel_order, fill_in, follow_mailed_link, mails_to, number_on
from e2e.page_problems import Opener
from e2e.shopping import address, badge, button, cart_link, offer, open_live, put_in_cart

EMAIL = "plain@example.com"
A_SHORT_HOLD = 9_000  # the hold of Fleeting Fan, the sweep after it, and a slow machine


@pytest.fixture
def page(new_context: Opener) -> Page:
    """A page that runs no script."""
    return new_context(java_script_enabled=False).new_page()


def test_a_guest_finds_a_variant_and_changes_the_cart(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Categories").get_by_role("link", name="Kitchen").click()
    expect(page.get_by_role("heading", level=1, name="Kitchen")).to_be_visible()
    page.get_by_role("banner").get_by_label("Search the shop").fill("choice chair")
    page.get_by_role("banner").get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Choice Chair").click()
    page.get_by_role("navigation", name="Choose").get_by_role("link", name="Sand").click()
    expect(offer(page, "Choice Chair")).to_contain_text("€90.00")
    page.get_by_label("Quantity").fill("2")
    button(page, "Choice Chair").click()

    expect(page).to_have_url(re.compile("/cart/$"))
    chair = offer(page, "Choice Chair")
    for said in ("Sand", "Held for you until", "€180.00"):
        expect(chair).to_contain_text(said)
    chair.get_by_label("Quantity").select_option("3")
    chair.get_by_role("button", name="Update").click()
    expect(chair).to_contain_text("€270.00")

    put_in_cart(page, "Plain Plate")
    expect(cart_link(page)).to_have_accessible_name("Cart 4 items")
    offer(page, "Plain Plate").get_by_role("button", name="Remove").click()
    expect(offer(page, "Plain Plate")).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="Plain Plate was removed.")).to_be_visible()


@pytest.mark.allow_problems("422")
@pytest.mark.needs("inbox")
def test_a_guest_orders_cancels_and_finds_the_order_again(page: Page, new_context: Opener) -> None:
    put_in_cart(page, "Choice Chair")
    page.get_by_role("link", name="Checkout").click()
    page.get_by_role("button", name="Place order").click()
    errors = page.get_by_role("alert")
    expect(errors).to_contain_text("Full name")
    page.get_by_label("Full name").fill("Ada")
    page.get_by_role("button", name="Place order").click()
    expect(errors).not_to_contain_text("Full name")
    fill_in(page, EMAIL)
    page.get_by_role("button", name="Place order").click()

    number = number_on(page)
    expect(page.get_by_text("Thank you. It is yours.")).to_be_visible()
    cancel_order(page)
    expect(page.get_by_text("Cancelled").first).to_be_visible()

    elsewhere = new_context(java_script_enabled=False).new_page()
    elsewhere.goto("/orders/find/")
    elsewhere.get_by_label("E-mail").fill(EMAIL)
    elsewhere.get_by_label("Order number").fill(number.lower())
    elsewhere.get_by_role("button", name="Send me the link").click()
    expect(elsewhere.get_by_role("status").filter(has_text="a link to it is on its way")).to_be_visible()
    mails_to(elsewhere, EMAIL).get_by_role("link", name=f"The link to your order {number}").click()
    follow_mailed_link(elsewhere, number)


def test_a_hold_that_ran_out_is_explained_and_can_be_taken_again(page: Page, new_context: Opener) -> None:
    onlooker = new_context().new_page()
    open_live(onlooker, address("Fleeting Fan"))
    put_in_cart(page, "Fleeting Fan")
    fan = offer(page, "Fleeting Fan")
    expect(fan).to_contain_text("Held for you until")
    expect(badge(onlooker, "Fleeting Fan")).to_contain_text("All in carts")
    expect(button(onlooker, "Fleeting Fan")).to_be_enabled(timeout=A_SHORT_HOLD)

    page.reload()
    expect(fan).to_contain_text("Your hold has run out")
    expect(page.get_by_text("The hold on some of this has run out")).to_be_visible()
    fan.get_by_role("button", name="Hold again").click()

    expect(page.get_by_role("status").filter(has_text="Fleeting Fan is held for you again.")).to_be_visible()
    expect(fan).to_contain_text("Held for you until")
