"""The shop goes away and comes back: open pages say so, reconnect, and show what is true by then."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e.page_problems import Opener
from e2e.shop_server import ShopServer
from e2e.shopping import address, badge, button, connection, offer, open_live, take

BACK = 60_000  # what Firefox makes a page wait after many tries in vain; the page itself waits up to 3 s
CHEAPER = """sku,name,price\nE2E-RUG,Resting Rug,189.00\n"""


@pytest.mark.shop_goes_away
def test_pages_reconnect_after_a_restart_and_show_what_changed_meanwhile(
    page: Page, new_context: Opener, shop_server: ShopServer, tmp_path: Path
) -> None:
    other = new_context().new_page()
    open_live(page, address("Resting Rug"))
    open_live(other, "/search/?q=resting+rug")
    prices = tmp_path / "prices.csv"
    prices.write_text(CHEAPER)

    shop_server.stop()
    for each in (page, other):
        expect(connection(each)).to_have_attribute("data-state", "reconnecting")
        expect(each.get_by_role("status").filter(has_text="Reconnecting…")).to_be_visible()
    shop_server.manage("import_products", str(prices))
    shop_server.start()

    for each in (page, other):
        expect(connection(each)).to_have_attribute("data-state", "live", timeout=BACK)
        expect(each.get_by_text("Reconnecting…")).to_have_count(0)
        expect(offer(each, "Resting Rug")).to_contain_text("€189.00")
    take(other, "Resting Rug")
    expect(badge(page, "Resting Rug")).to_have_text("Only 1 left")
    take(page, "Resting Rug")
    expect(button(other, "Resting Rug")).to_be_disabled()
