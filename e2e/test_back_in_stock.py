"""Who finds something sold out is told when it is back, with plain links and forms."""

import pytest
from playwright.sync_api import Locator, Page, expect

from deploy.local.processes import wait_until
from e2e.desk import enter_units, open_desk
from e2e.ordering import mails_to
from e2e.page_problems import Opener
from e2e.shop_server import ShopServer
from e2e.shopping import address, button

EMAIL = "waiting@example.com"


@pytest.mark.needs("inbox")
def test_a_guest_signs_up_confirms_by_mail_and_is_told_when_stock_comes(
    new_context: Opener, shop_server: ShopServer
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(address("Vanished Vase"))
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Tell me").click()
    expect(page.get_by_role("status").filter(has_text="look into your inbox")).to_be_visible()

    _follow(page, "Shall we tell you when Vanished Vase is back?", "/back-in-stock/confirm/")
    page.get_by_role("button", name="Yes, tell me").click()
    expect(page.get_by_role("heading", level=1, name="You are on the list")).to_be_visible()

    desk = new_context().new_page()
    open_desk(desk)
    enter_units(desk, "E2E-VASE", 1)
    told = "Vanished Vase is back"
    wait_until(lambda: _mail(page, told).count() == 1, shop_server.child, seconds=30, what="The mail")

    _follow(page, told, "/products/vanished-vase/")
    expect(button(page, "Vanished Vase")).to_be_enabled()
    expect(page.get_by_label("E-mail address")).to_be_hidden()


def _mail(page: Page, subject: str) -> Locator:
    return mails_to(page, EMAIL).get_by_role("link", name=subject, exact=True)


def _follow(page: Page, subject: str, link: str) -> None:
    _mail(page, subject).click()
    page.get_by_role("link", name=link).click()
