"""Who asked for less motion gets none that goes on for longer than a blink."""

import pytest
from playwright.sync_api import Page, expect

from e2e.page_problems import Opener
from e2e.shopping import address, put_in_cart

A_BLINK = 10  # ms
LONGEST = """() => Math.max(...[...document.querySelectorAll("*")].flatMap((element) =>
  ["", "::before", "::after"].flatMap((part) => {
    const { transitionDuration, animationDuration } = getComputedStyle(element, part);
    return `${transitionDuration},${animationDuration}`.split(",").map((each) => parseFloat(each) * 1000);
  })))"""


@pytest.fixture
def page(new_context: Opener) -> Page:
    """A page of somebody who asked for less motion."""
    return new_context(reduced_motion="reduce").new_page()


def test_nothing_moves_for_whoever_asked_for_less_motion(page: Page) -> None:
    put_in_cart(page, "Plain Plate")
    assert page.evaluate(LONGEST) <= A_BLINK
    for path in ("/", "/products/", address("Plain Plate")):
        page.goto(path)
        expect(page.locator("main")).to_be_visible()
        assert page.evaluate(LONGEST) <= A_BLINK
