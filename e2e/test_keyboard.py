"""From the front page to a placed order without a mouse, and never without seeing where one is."""

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.ordering import number_on
from e2e.shopping import address, button, cart_link, offer

MOST_STOPS = 60
# On the element itself, on what is stretched over its card, or on the form of a field that has no edges.
OUTLINED = """element => [element, element.closest("[role=search]")].filter(Boolean).some((shown) =>
  [null, "::after"].some((part) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(shown, part);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  }))"""


def focused(target: Locator) -> bool:
    return target.evaluate("element => element === document.activeElement")


def tab_to(target: Locator, key: str = "Tab") -> None:
    """Press Tab until the element has the focus, which must be seen there."""
    for _stop in range(MOST_STOPS):
        if focused(target):
            break
        target.page.keyboard.press(key)
    expect(target).to_be_focused()
    assert target.evaluate(OUTLINED), f"the focus is not seen on {target}"


def tab_and_type(page: Page, label: str, text: str) -> None:
    tab_to(page.get_by_label(label))
    page.keyboard.type(text)


def test_an_order_is_placed_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    tab_to(page.locator("#header-q"))
    page.keyboard.type("plain plate")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=plain+plate")
    tab_to(offer(page, "Plain Plate").get_by_role("link").first)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address('Plain Plate')}")
    tab_and_type(page, "Quantity", "2")
    tab_to(button(page, "Plain Plate"))
    page.keyboard.press("Enter")
    expect(cart_link(page)).to_have_accessible_name("Cart 2 items")
    tab_to(cart_link(page), "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page.get_by_role("link", name="Checkout"))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1, name="Checkout")).to_be_visible()
    tab_and_type(page, "E-mail", "keys@example.com")
    tab_and_type(page, "Country", "Germany")
    tab_and_type(page, "Full name", "Ada Lovelace")
    tab_and_type(page, "Street and number", "Marktstraße 7")
    tab_and_type(page, "Postcode", "10115")
    tab_and_type(page, "Town or city", "Berlin")
    standard, express = page.get_by_label("Standard"), page.get_by_label("Express")
    page.keyboard.press("Tab")
    expect(standard).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(express).to_be_checked()
    tab_to(page.get_by_role("button", name="Place order"))
    page.keyboard.press("Enter")

    number_on(page)
    expect(page.get_by_text("€37.90")).to_be_visible()


@pytest.mark.public
def test_the_first_stop_leads_past_the_header(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
