"""One shopper, two tabs: the cart's counter is the same in both."""

from playwright.sync_api import Page, expect

from e2e.page_problems import Opener
from e2e.shopping import address, another_socket, cart_link, connection, offer, open_live, take
from e2e.signing_in import SHOPPER, sign_in


def test_the_counter_follows_the_cart_across_tabs(page: Page) -> None:
    shelf = page.context.new_page()
    open_live(page, address("Plain Plate"))
    open_live(shelf, "/products/")

    take(page, "Plain Plate")
    expect(cart_link(page)).to_have_accessible_name("Cart 1 item")
    expect(cart_link(shelf)).to_have_accessible_name("Cart 1 item")

    cart = page.context.new_page()
    open_live(cart, "/cart/")
    offer(cart, "Plain Plate").get_by_label("Quantity").select_option("3")
    for tab in (page, shelf, cart):
        expect(cart_link(tab)).to_have_accessible_name("Cart 3 items")

    offer(cart, "Plain Plate").get_by_role("button", name="Remove").click()
    for tab in (page, shelf, cart):
        expect(cart_link(tab)).to_have_accessible_name("Cart 0 items")


def test_another_shoppers_counter_stays_as_it_is(page: Page, new_context: Opener) -> None:
    stranger = new_context().new_page()
    open_live(page, address("Plain Plate"))
    open_live(stranger, address("Plain Plate"))

    take(page, "Plain Plate")

    expect(cart_link(page)).to_have_accessible_name("Cart 1 item")
    expect(cart_link(stranger)).to_have_accessible_name("Cart 0 items")


def test_signing_out_in_one_tab_opens_the_others_socket_anew(page: Page) -> None:
    sign_in(page, SHOPPER)
    other = page.context.new_page()
    open_live(other, address("Plain Plate"))
    with another_socket(other):
        page.get_by_role("contentinfo").get_by_role("link", name="Sign out").click()
        page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(connection(other)).to_have_attribute("data-state", "live")
