"""What holds in any shop, whatever it sells: anybody may try it at any address."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.page_problems import Opener
from e2e.shopping import cart_link

pytestmark = pytest.mark.public


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_first_thing_to_be_had_goes_into_the_cart_and_out_again(
    new_context: Opener, scripts: bool
) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto("/products/")
    page.get_by_role("button", name="Add to cart", disabled=False).first.click()
    expect(cart_link(page)).to_have_accessible_name("Cart 1 item")
    page.goto("/cart/")
    expect(page.get_by_text("Held for you until")).to_be_visible()
    page.get_by_role("button", name="Remove").click()
    expect(cart_link(page)).to_have_accessible_name("Cart 0 items")


def test_a_search_for_what_nobody_sells_says_so(page: Page) -> None:
    page.goto("/search/?q=xyzzyplugh")
    expect(page.get_by_text("Nothing here is called “xyzzyplugh”")).to_be_visible()


@pytest.mark.allow_problems("404")
def test_an_order_that_is_not_ones_own_is_nowhere_and_the_page_leads_on(page: Page) -> None:
    reply = page.goto("/orders/AAAA-AAAAA/")
    assert reply is not None
    assert reply.status == 404
    page.get_by_role("main").get_by_role("link", name="Find my order").click()
    expect(page).to_have_url(re.compile("/orders/find/$"))
