"""Accounts, as a shopper or a merchant uses them. The demo catalogue brings two of them."""

from playwright.sync_api import Page, expect

SHOPPER = "shopper@fastshop.example"
MERCHANT = "merchant@fastshop.example"
PASSWORD = "fastshop-demo"


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Sign in, and return once the shop knows who is there."""
    page.goto("/accounts/login/")
    introduce(page, email, password)
    expect(page.get_by_role("banner").get_by_role("link", name="Orders")).to_be_visible()


def introduce(page: Page, email: str, password: str = PASSWORD) -> None:
    """Fill in the open sign-in page and send it."""
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def create_account(page: Page, email: str, password: str) -> None:
    """Create an account; its owner is signed in then."""
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Create an account").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Orders")).to_be_visible()
