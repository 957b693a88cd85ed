"""Checkout, the order that comes of it, and its mail."""

import re

from playwright.sync_api import Locator, Page, expect

NUMBER = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{5}")


def fill_in(page: Page, email: str) -> None:
    """Answer everything that the checkout page must know."""
    page.get_by_label("E-mail").fill(email)
    fill_in_address(page, "Ada Lovelace", "Marktstraße 7")


def fill_in_address(page: Page, name: str, street: str) -> None:
    """Type an address in Berlin, on whichever page asks for one."""
    page.get_by_label("Full name").fill(name)
    page.get_by_label("Street and number").fill(street)
    page.get_by_label("Postcode").fill("10115")
    page.get_by_label("Town or city").fill("Berlin")
    page.get_by_label("Country").select_option(label="Germany")


def place_order(page: Page, email: str) -> str:
    """Check out what is in the cart and return the order's number; its page is open then."""
    page.goto("/checkout/")
    fill_in(page, email)
    page.get_by_role("button", name="Place order").click()
    return number_on(page)


def number_on(page: Page) -> str:
    """Return the number of the order whose page is open or about to open."""
    title = page.get_by_role("heading", level=1, name=NUMBER)
    expect(title).to_be_visible()
    found = NUMBER.search(title.inner_text())
    assert found is not None
    return found.group()


def cancel_order(page: Page) -> None:
    """Cancel the order whose page is open."""
    page.get_by_text("Cancel this order").click()
    page.get_by_role("button", name="Yes, cancel it").click()
    expect(page.get_by_role("status").filter(has_text="Your order was cancelled.")).to_be_visible()


def mails_to(page: Page, email: str) -> Locator:
    """Open the dev inbox and return the mails to that address, newest first."""
    page.goto("/dev/inbox/")
    return page.get_by_role("listitem").filter(has_text=email)


def follow_mailed_link(page: Page, number: str) -> None:
    """From the open mail, go to the order by the link in it."""
    page.get_by_role("link", name=f"/orders/{number}/?key=").click()
    expect(page.get_by_role("heading", level=1, name=number)).to_be_visible()
    expect(page).to_have_url(re.compile(rf"/orders/{number}/$"))
