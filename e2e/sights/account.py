"""The account of somebody who has ordered and is signed in."""

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from e2e.ordering import fill_in_address
from e2e.sights.visitor import Visitor
from e2e.signing_in import PASSWORD, SHOPPER, code_of, introduce, sign_in

SETTING_UP = "/accounts/2fa/totp/activate/"

PAGES = {
    "account": "/account/",
    "orders": "/orders/",
    "my-reviews": "/account/reviews/",
    "back-in-stock": "/back-in-stock/mine/",
    "name": "/account/name/",
    "email": "/accounts/email/",
    "password": "/accounts/password/change/",
    "mails": "/account/mails/",
    "your-data": "/account/data/",
    "delete-account": "/account/data/delete/",
    "second-factor": "/accounts/2fa/",
    "addresses-empty": "/account/addresses/",
    "address": "/account/addresses/add/",
}


def walk(visitor: Visitor) -> Iterator[str]:
    """Open each page of the account, then fill the address book."""
    page = visitor.page
    sign_in(page, SHOPPER)
    for name, address in PAGES.items():
        page.goto(address)
        yield name
    yield from _securing(page)
    page.goto(PAGES["address"])
    page.get_by_role("button", name="Save the address").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    yield "address-errors"
    fill_in_address(page, "Ada Lovelace", "Marktstraße 7")
    page.get_by_role("button", name="Save the address").click()
    expect(page.get_by_text("The address is in your address book.")).to_be_visible()
    yield "addresses"
    yield from _with_a_second_factor(page)


def _securing(page: Page) -> Iterator[str]:
    page.goto(f"/accounts/reauthenticate/?next={SETTING_UP}")
    yield "password-again"
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Password").press("Enter")
    expect(page.get_by_role("heading", level=1, name="Set up an authenticator app")).to_be_visible()
    yield "second-factor-set-up"


def _with_a_second_factor(page: Page) -> Iterator[str]:
    page.goto(SETTING_UP)
    page.get_by_label("Authenticator code").fill(code_of(page.locator(".key").inner_text()))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", level=1, name="Recovery codes")).to_be_visible()
    yield "recovery-codes"
    page.goto("/accounts/logout/")
    yield "sign-out"
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/")
    introduce(page, SHOPPER)
    expect(page.get_by_role("heading", level=1, name="Your second factor")).to_be_visible()
    yield "sign-in-second-factor"
