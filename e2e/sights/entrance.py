"""What somebody without an account comes by: signing in and up, and an order that was made as a guest."""

from collections.abc import Iterator

from playwright.sync_api import expect

from e2e.sights.visitor import Visitor
from e2e.signing_in import SHOPPER, introduce, sign_up

PAGES = {
    "sign-in": "/accounts/login/",
    "sign-up": "/accounts/signup/",
    "password-forgotten": "/accounts/password/reset/",
    "find-order": "/orders/find/",
}


def walk(visitor: Visitor) -> Iterator[str]:
    """Open the doors, knock with the wrong key, and be asked to look into the mail."""
    page = visitor.page
    for name, address in PAGES.items():
        page.goto(address)
        yield name
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    yield "find-order-errors"
    page.goto(PAGES["sign-in"])
    introduce(page, SHOPPER, "not the password")
    expect(page.get_by_role("alert").first).to_be_visible()
    yield "sign-in-errors"
    sign_up(page, "newcomer@fastshop.example", "correct horse battery")
    yield "sign-up-mailed"
