"""What the merchant does in the admin."""

from playwright.sync_api import Page, expect

from e2e.signing_in import MERCHANT, introduce


def open_desk(page: Page) -> None:
    """Sign in to the admin as the demo merchant."""
    page.goto("/admin/")
    introduce(page, MERCHANT)
    expect(page.get_by_role("link", name="Stock entries")).to_be_visible()


def enter_units(desk: Page, sku: str, units: int) -> None:
    """Enter units of a variant that came in."""
    desk.goto("/admin/inventory/stockentry/add/")
    desk.locator(".field-variant").get_by_role("combobox").click()
    desk.get_by_role("searchbox").last.fill(sku)
    desk.get_by_role("option", name=sku).click()
    desk.get_by_label("Change").fill(str(units))
    desk.get_by_role("button", name="Save", exact=True).click()


def send(desk: Page, number: str) -> None:
    """Send all of an order; its page is open then."""
    desk.goto("/admin/orders/order/")
    desk.get_by_role("link", name=number).click()
    desk.get_by_role("button", name="Send this parcel").click()
    expect(desk.get_by_role("button", name="It has arrived")).to_be_visible()


def arrive(desk: Page) -> None:
    """Note that the order whose page is open has arrived."""
    desk.get_by_role("button", name="It has arrived").click()
    expect(desk.get_by_role("button", name="It has arrived")).to_have_count(0)


def deliver(desk: Page, number: str) -> None:
    """Send all of an order, and note that it has arrived."""
    send(desk, number)
    arrive(desk)
