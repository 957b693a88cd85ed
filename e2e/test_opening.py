import pytest
from playwright.sync_api import Page, expect

from e2e.page_problems import Opener, PageProblems
from e2e.shop_server import ShopServer


@pytest.mark.public
@pytest.mark.parametrize("address", ["/", "/products/", "/search/?q=a", "/cart/", "/accounts/login/"])
def test_a_page_opens_without_a_complaint(page: Page, address: str) -> None:
    reply = page.goto(address)
    assert reply is not None
    assert reply.status == 200
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.public
@pytest.mark.parametrize("address", ["/", "/products/", "/cart/"])
def test_a_page_opens_with_javascript_off(new_context: Opener, address: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.shop_goes_away
def test_a_restarted_shop_opens_at_the_same_address(page: Page, shop_server: ShopServer) -> None:
    page.goto("/")
    shop_server.restart()
    reply = page.goto("/")
    assert reply is not None
    assert reply.status == 200


def test_what_the_policy_blocks_is_heard(page: Page, page_problems: PageProblems, browser_name: str) -> None:
    page.goto("/")
    with page.context.expect_event("weberror" if browser_name == "firefox" else "console"):
        page.locator("body").evaluate("body => body.setAttribute('style', 'color: red')")
    assert len(page_problems.unexpected()) == 1
    page_problems.allow("Content Security Policy|settings blocked an inline style")
