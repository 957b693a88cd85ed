"""When the shop cannot do what was asked, it says so and offers the next best thing."""

import pytest
from playwright.sync_api import Page, expect

from e2e.page_problems import Opener
from e2e.shopping import address, button, cart_link, offer, put_in_cart


@pytest.mark.allow_problems("409")
@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_who_wants_more_than_is_left_is_offered_what_is_left(new_context: Opener, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto(address("Scarce Scarf"))
    page.get_by_label("Quantity").fill("3")
    button(page, "Scarce Scarf").click()
    expect(page.get_by_role("status").filter(has_text="Only 2 more are left.")).to_be_visible()
    page.get_by_role("button", name="Add 2 instead").click()
    expect(cart_link(page)).to_have_accessible_name("Cart 2 items")

    page.goto("/cart/")
    offer(page, "Scarce Scarf").get_by_role("button", name="Remove").click()
    expect(cart_link(page)).to_have_accessible_name("Cart 0 items")


def test_what_was_removed_by_mistake_comes_back(page: Page) -> None:
    put_in_cart(page, "Plain Plate")
    page.goto("/cart/")
    offer(page, "Plain Plate").get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Nothing in here yet")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(offer(page, "Plain Plate")).to_contain_text("Held for you until")
    expect(cart_link(page)).to_have_accessible_name("Cart 1 item")
