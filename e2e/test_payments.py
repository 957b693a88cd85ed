"""Paying with the test provider: in a second tab while the first waits, declined and tried again."""

import re

from playwright.sync_api import Page, expect

from e2e.ordering import NUMBER, fill_in
from e2e.page_problems import Opener
from e2e.shopping import open_live, put_in_cart


def order_to_pay(page: Page, email: str) -> str:
    """Order what is in the cart by test payment; the provider's page is open then. Return the number."""
    page.goto("/checkout/")
    fill_in(page, email)
    page.get_by_label("Test payment").check()
    page.get_by_role("button", name="Place order").click()
    expect(page.get_by_role("button", name="Pay €")).to_be_visible()
    found = NUMBER.search(page.get_by_role("main").inner_text())
    assert found is not None
    return found.group()


def test_a_guest_pays_in_a_second_tab_while_the_first_still_waits(page: Page) -> None:
    put_in_cart(page, "Plain Plate")
    number = order_to_pay(page, "two-tabs@example.com")
    first_tab = page.context.new_page()
    open_live(first_tab, f"/orders/{number}/")
    expect(first_tab.get_by_role("heading", name="Waiting for your payment")).to_be_visible()

    page.get_by_role("button", name="Pay €").click()

    expect(page).to_have_url(re.compile(rf"/orders/{number}/\?placed$"))
    for tab in (page, first_tab):
        expect(tab.locator(".state")).to_have_text("Paid")
        expect(tab.get_by_role("button", name="Pay now")).to_have_count(0)


def test_a_declined_payment_is_tried_again_without_javascript(new_context: Opener) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/products/plain-plate/")
    page.locator("[id^=buy-]").first.click()
    number = order_to_pay(page, "declined@example.com")

    page.get_by_role("button", name="Decline the payment").click()
    expect(page.get_by_role("heading", name="The payment was declined")).to_be_visible()
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("button", name="Pay €").click()

    expect(page).to_have_url(re.compile(rf"/orders/{number}/\?placed$"))
    expect(page.locator(".state")).to_have_text("Paid")
