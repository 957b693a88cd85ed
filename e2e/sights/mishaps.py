"""What goes wrong, and the mail of a shop in development."""

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from e2e.desk import open_desk
from e2e.sights.visitor import Visitor, take

ADDRESSES = {
    "error-404": "/nowhere/",
    "error-405": "/cart/add/",
    "error-410": "/products/hand-trowel/",
}
MAIL = {
    "mail-inbox": "/dev/inbox/",
    "mail-samples": "/dev/mails/",
    "mail": "/dev/mails/order_received:to-pay/",
}
NOBODY_S = "/admin/reviews/review/add/"  # no merchant writes reviews
RENDER = "from django.template.loader import render_to_string; print(render_to_string('{}.html'))"
MOST_TRIES = 12


def walk(visitor: Visitor) -> Iterator[str]:
    """Go astray, send what is too old, knock too often, and come while the shop is broken or closed."""
    page = visitor.page
    for name, address in ADDRESSES.items():
        page.goto(address)
        yield name
    for name, address in MAIL.items():
        page.goto(address)
        expect(page.locator(".error")).to_have_count(0)
        yield name
    open_desk(page)
    page.goto(NOBODY_S)
    yield "error-403-not-yours"
    page.goto("/contact/")
    page.context.clear_cookies()
    page.get_by_role("button", name="Send the message").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Please send that again")
    yield "error-403"
    _ask_too_often(page)
    yield "error-429"
    for status in (500, 503):
        _break(visitor, status)
        yield f"error-{status}"


def _ask_too_often(page: Page) -> None:
    take(page, "market-tote")  # a session may do less than its address, which is everybody's here
    for _try in range(MOST_TRIES):
        page.goto("/orders/find/")
        with page.expect_navigation() as sent:
            page.get_by_role("button", name="Send me the link").click()
        if sent.value.status == 429:
            return
    raise AssertionError("the shop was never asked too often")


def _break(visitor: Visitor, status: int) -> None:
    """Show the page as the shop renders it for such an accident, at an address of the shop."""
    page, html = visitor.page, visitor.shop.manage("shell", "-v", "0", "-c", RENDER.format(status))
    address = f"{visitor.shop.url}/accident-{status}/"
    page.route(address, lambda route: route.fulfill(status=status, body=html, content_type="text/html"))
    page.goto(address)
