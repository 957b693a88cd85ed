"""A phone of 320 px: nothing has to be scrolled sideways."""

import pytest
from playwright.sync_api import Page, expect

from e2e.ordering import fill_in, number_on
from e2e.page_problems import Opener
from e2e.shopping import put_in_cart

NARROW = {"width": 320, "height": 640}


@pytest.fixture
def page(new_context: Opener) -> Page:
    """A page on a small phone."""
    return new_context(viewport=NARROW, has_touch=True, is_mobile=True).new_page()


def assert_fits(page: Page) -> None:
    """Fail when the page is wider than the phone."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    width = page.locator("html").evaluate("html => html.scrollWidth")
    assert width <= NARROW["width"], f"{page.url} is {width} px wide"


@pytest.mark.parametrize(
    "path",
    [
        "/", "/products/", "/products/?category=kitchen", "/search/?q=kettle", "/search/?q=xyzzy",
        "/products/everyday-mug-320-ml/", "/cart/", "/wishlist/", "/accounts/login/", "/orders/find/",
        pytest.param("/dev/inbox/", marks=pytest.mark.needs("inbox")),
    ],
)  # fmt: skip
def test_a_page_fits(page: Page, path: str) -> None:
    page.goto(path)
    assert_fits(page)


@pytest.mark.allow_problems("422")
def test_a_refused_checkout_and_a_long_address_fit(page: Page) -> None:
    put_in_cart(page, "Choice Chair")
    page.goto("/checkout/")
    page.get_by_role("button", name="Place order").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_fits(page)
    fill_in(page, "somebody.with.a.very.long.address@an-equally-long-domain.example.com")
    page.get_by_role("button", name="Place order").click()
    number_on(page)
    assert_fits(page)
