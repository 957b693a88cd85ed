"""From the merchant's desk to the shopper's open page: parcels, money back, and things sent back."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.ordering import place_order
from e2e.page_problems import Opener
from e2e.shop_server import ShopServer
from e2e.shopping import address, button, connection, put_in_cart
from e2e.signing_in import MERCHANT, introduce


@pytest.fixture
def desk(new_context: Opener) -> Page:
    """The admin's orders, with the demo merchant signed in."""
    page = new_context().new_page()
    page.goto("/admin/orders/order/")
    introduce(page, MERCHANT)
    return page


def open_order(desk: Page, number: str) -> None:
    """Open the order at the desk."""
    desk.goto("/admin/orders/order/")
    desk.get_by_role("link", name=number).click()
    expect(desk.get_by_role("heading", level=1, name=number)).to_be_visible()


def progress(page: Page) -> Locator:
    """Return what the order's page says of how it is getting on."""
    return page.get_by_role("region", name="How it is getting on")


def test_parcels_and_money_back_are_seen_live(page: Page, desk: Page, shop_server: ShopServer) -> None:
    page.goto(address("Plain Plate"))
    page.get_by_label("Quantity").fill("2")
    button(page, "Plain Plate").click()
    expect(page.get_by_role("status").filter(has_text="Added to your cart")).to_be_visible()
    number = place_order(page, "followed@example.com")
    expect(connection(page)).to_have_attribute("data-state", "live")
    opened = page.evaluate("() => performance.timeOrigin")

    open_order(desk, number)
    desk.get_by_label("Plain Plate").fill("1")
    desk.get_by_label("Carrier").select_option("DHL")
    desk.get_by_label("Tracking number").fill("JJD0001")
    desk.get_by_role("button", name="Send this parcel").click()
    expect(desk.get_by_text("The parcel is noted.")).to_be_visible()

    expect(progress(page).locator(".state")).to_have_text("Partly shipped")
    expect(progress(page).get_by_role("link", name="Follow this parcel")).to_have_attribute(
        "href", re.compile("dhl.com.*JJD0001")
    )
    expect(page.get_by_text("Cancel this order")).to_have_count(0)

    desk.get_by_role("button", name="Send this parcel").click()
    expect(progress(page).locator(".state")).to_have_text("Shipped")
    desk.get_by_role("button", name="It has arrived").click()
    desk.get_by_role("link", name="Refund a part…").click()
    desk.get_by_label("Plain Plate").fill("1")
    desk.get_by_role("button", name="Look at it once more").click()
    desk.get_by_role("button", name="Yes, give back €14.00").click()

    expect(progress(page).get_by_text("Refund: €14.00")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="A refund was made.")).to_be_visible()
    assert page.evaluate("() => performance.timeOrigin") == opened, "the page was loaded anew"
    shop_server.manage("audit_stock")


@pytest.mark.allow_problems("422")
def test_a_return_is_asked_for_without_javascript_and_answered(desk: Page, new_context: Opener) -> None:
    page = new_context(java_script_enabled=False).new_page()
    put_in_cart(page, "Plain Plate")
    number = place_order(page, "returned@example.com")
    open_order(desk, number)
    desk.get_by_role("button", name="Send this parcel").click()
    desk.get_by_role("button", name="It has arrived").click()

    page.reload()
    page.get_by_text("Send something back").click()
    page.get_by_role("button", name="Ask to return").click()
    expect(page.get_by_role("alert")).to_contain_text("Say how many")
    page.get_by_label("How many of 1").fill("1")
    page.get_by_label("Reason").select_option(label="It came damaged")
    page.get_by_role("button", name="Ask to return").click()
    expect(page.get_by_role("status").filter(has_text="will answer it soon")).to_be_visible()

    open_order(desk, number)
    desk.get_by_label("These units go back on the shelf").check()
    desk.get_by_role("button", name="Accept and refund").click()
    expect(desk.get_by_text("The return was accepted")).to_be_visible()

    page.reload()
    expect(progress(page)).to_contain_text("Return accepted")
    expect(progress(page)).to_contain_text("Refund: €14.00")
