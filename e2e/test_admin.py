"""The merchant's side of the desk: what is entered there reaches the shoppers at once."""

import pytest
from playwright.sync_api import Page, expect

from e2e.desk import enter_units, open_desk
from e2e.ordering import place_order
from e2e.page_problems import Opener
from e2e.shop_server import ShopServer
from e2e.shopping import address, badge, button, connection, expect_focused, open_live, put_in_cart


@pytest.fixture
def desk(new_context: Opener) -> Page:
    """The admin, with the demo merchant signed in."""
    page = new_context().new_page()
    open_desk(page)
    return page


def test_units_that_come_in_bring_the_button_back(page: Page, desk: Page, shop_server: ShopServer) -> None:
    open_live(page, address("Refilled Rack"))
    expect(button(page, "Refilled Rack")).to_have_text("Sold out")
    expect(page.get_by_role("button", name="Tell me")).to_be_visible()

    enter_units(desk, "E2E-RACK", 3)

    expect(button(page, "Refilled Rack")).to_be_enabled()
    expect(badge(page, "Refilled Rack")).to_have_text("Only 3 left")
    expect(page.get_by_role("button", name="Tell me")).to_be_hidden()
    shop_server.manage("audit_stock")


def test_an_order_marked_as_shipped_says_so_to_its_shopper(
    page: Page, desk: Page, shop_server: ShopServer
) -> None:
    put_in_cart(page, "Plain Plate")
    number = place_order(page, "shipped@example.com")
    expect(connection(page)).to_have_attribute("data-state", "live")
    page.get_by_text("Cancel this order").click()
    page.get_by_role("button", name="Yes, cancel it").focus()
    opened = page.evaluate("() => performance.timeOrigin")

    desk.goto("/admin/orders/order/")
    desk.get_by_role("row", name=number).get_by_role("checkbox").check()
    desk.get_by_role("combobox", name="Action").select_option(label="Mark as shipped")
    desk.get_by_role("button", name="Go").click()
    expect(desk.get_by_text("1 order moved on.")).to_be_visible()

    expect(page.get_by_role("region", name="How it is getting on").locator(".state")).to_have_text("Shipped")
    expect(page.get_by_role("status").filter(has_text="Your order was shipped.")).to_be_visible()
    expect(page.get_by_text("Cancel this order")).to_have_count(0)
    expect_focused(page.locator("#order-cancel"))
    assert page.evaluate("() => performance.timeOrigin") == opened, "the page was loaded anew"
    page.reload()
    expect(page.get_by_text("Your order was shipped.")).to_have_count(0)
    shop_server.manage("audit_stock")
