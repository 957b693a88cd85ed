"""Back to a page that the browser kept: what it shows is what is true now, and it is live again."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.page_problems import Opener
from e2e.shopping import address, badge, button, connection, open_live, put_in_cart

KEPT = "() => performance.timeOrigin"


@pytest.fixture(scope="module")
def browser(launch_browser: Callable[..., Browser]) -> Iterator[Browser]:
    """A browser that keeps pages for Back, as people's browsers do and Playwright's does not."""
    browser = launch_browser(ignore_default_args=["--disable-back-forward-cache"])
    yield browser
    browser.close()


def test_a_page_kept_for_back_shows_the_stock_of_now(page: Page, new_context: Opener) -> None:
    other = new_context().new_page()
    open_live(page, address("Returning Ring"))
    opened = page.evaluate(KEPT)
    page.goto("/cart/")
    put_in_cart(other, "Returning Ring")

    page.go_back(wait_until="commit")

    expect(badge(page, "Returning Ring")).to_contain_text("All in other carts")
    expect(button(page, "Returning Ring")).to_be_disabled()
    expect(connection(page)).to_have_attribute("data-state", "live")
    assert page.evaluate(KEPT) == opened, "the browser did not keep the page"

    other.goto("/cart/")
    other.get_by_role("button", name="Remove").click()
    expect(button(page, "Returning Ring")).to_be_enabled()
