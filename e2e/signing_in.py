"""Accounts, as a shopper or a merchant uses them. The demo catalogue brings two of them."""

import hmac
import time
from base64 import b32decode

from playwright.sync_api import Page, expect

from e2e.ordering import mails_to

SHOPPER = "shopper@fastshop.example"
MERCHANT = "merchant@fastshop.example"
PASSWORD = "fastshop-demo"
HALF_A_MINUTE = 30  # for so long a code is good


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Sign in, and return once the shop knows who is there."""
    page.goto("/accounts/login/")
    introduce(page, email, password)
    expect_signed_in(page)


def expect_signed_in(page: Page) -> None:
    """Wait until the page's header has the way to the account."""
    expect(page.get_by_role("banner").get_by_role("link", name="Account")).to_be_visible()


def introduce(page: Page, email: str, password: str = PASSWORD) -> None:
    """Fill in the open sign-in page and send it."""
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def create_account(page: Page, email: str, password: str) -> None:
    """Create an account and confirm its address; its owner is signed in then."""
    sign_up(page, email, password)
    confirm_address(page, email)
    expect_signed_in(page)


def sign_up(page: Page, email: str, password: str) -> None:
    """Fill in the sign-up page; a mail asks for the rest."""
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Create an account").click()
    expect(page.get_by_role("heading", level=1, name="One more step")).to_be_visible()


def confirm_address(page: Page, email: str) -> None:
    """Follow the link that was mailed to the address."""
    mails_to(page, email).get_by_role("link", name="Confirm your address").click()
    page.get_by_role("link", name="/accounts/confirm-email/").click()
    page.get_by_role("button", name="Yes, confirm it").click()


def code_of(key: str) -> str:
    """Return the six digits that an authenticator app with that key shows now (RFC 6238)."""
    step = int(time.time() // HALF_A_MINUTE).to_bytes(8, "big")
    digest = hmac.digest(b32decode(key), step, "sha1")
    start = digest[-1] & 0xF
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"
