"""Accounts, as a shopper or a merchant uses them. The demo catalogue brings two of them."""

from playwright.sync_api import Page, expect

SHOPPER = "shopper@fastshop.example"
MERCHANT = "merchant@fastshop.example"
PASSWORD = "fastshop-demo"


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Sign in on the shop's own page."""
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Orders")).to_be_visible()


def create_account(page: Page, email: str, password: str) -> None:
    """Create an account; its owner is signed in then."""
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Create an account").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Orders")).to_be_visible()
