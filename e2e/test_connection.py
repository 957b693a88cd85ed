"""A page without its socket: it says so calmly, everything on it works, and it catches up by itself."""

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.page_problems import Opener
from e2e.shopping import (
    address,
    another_socket,
    badge,
    button,
    cart_link,
    connection,
    open_live,
    put_in_cart,
    take,
)
from e2e.wire import Wire

BACK = 10_000  # a page that tried in vain waits up to 3 s before it tries again
A_MINUTE = 60_000
RECONNECTING = "Reconnecting…"


pytestmark = pytest.mark.shop_goes_away


def notice(page: Page) -> Locator:
    """Return where the page says that it does not follow the stock."""
    return page.locator("#live-notice")


def test_nothing_is_said_while_live_nor_for_the_first_moment_without_a_socket(page: Page, wire: Wire) -> None:
    page.clock.install()
    open_live(page, wire.url + address("Plain Plate"))
    page.clock.pause_at(page.evaluate("() => Date.now()") + A_MINUTE)
    expect(notice(page)).to_be_empty()

    wire.cut()
    expect(connection(page)).to_have_attribute("data-state", "reconnecting")
    with another_socket(page):
        page.clock.run_for(1_400)  # in which it tries again
    expect(notice(page)).to_be_empty()
    page.clock.run_for(200)
    expect(notice(page)).to_have_text(RECONNECTING)

    wire.mend()
    page.clock.resume()
    expect(connection(page)).to_have_attribute("data-state", "live", timeout=BACK)
    expect(notice(page)).to_be_empty()


def test_the_page_works_over_http_while_its_socket_is_away(page: Page, wire: Wire) -> None:
    wire.cut()
    page.goto(wire.url + address("Plain Plate"))
    quantity = page.get_by_label("Quantity")
    quantity.fill("2")
    expect(page.get_by_role("status").filter(has_text=RECONNECTING)).to_be_visible()
    expect(quantity).to_be_focused()

    take(page, "Plain Plate")

    expect(cart_link(page)).to_have_accessible_name("Cart 2 items")
    expect(page.get_by_role("status").filter(has_text="Added to your cart")).to_be_visible()
    expect(button(page, "Plain Plate")).to_be_focused()
    wire.mend()
    expect(connection(page)).to_have_attribute("data-state", "live", timeout=BACK)
    expect(notice(page)).to_be_empty()
    expect(button(page, "Plain Plate")).to_be_focused()


def test_a_page_that_was_offline_catches_up_once_it_is_online(
    page: Page, wire: Wire, new_context: Opener
) -> None:
    open_live(page, wire.url + address("Offline Oven"))
    page.context.set_offline(True)
    wire.silence()
    expect(connection(page)).to_have_attribute("data-state", "reconnecting")
    put_in_cart(new_context().new_page(), "Offline Oven")
    expect(badge(page, "Offline Oven")).to_have_text("Only 1 left")

    page.context.set_offline(False)

    expect(button(page, "Offline Oven")).to_be_disabled()
    expect(connection(page)).to_have_attribute("data-state", "live")
    expect(notice(page)).to_be_empty()
