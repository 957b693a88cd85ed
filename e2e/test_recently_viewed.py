"""What a visitor looked at comes back, until they want it forgotten."""

import pytest
from playwright.sync_api import expect

from e2e.page_problems import Opener
from e2e.shopping import address


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_what_was_looked_at_comes_back_and_can_be_forgotten(new_context: Opener, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    for name in ("Choice Chair", "Plain Plate", "Aback Abacus"):
        page.goto(address(name))
    remembered = page.get_by_role("region", name="You looked at")
    expect(remembered.get_by_role("link")).to_contain_text(["Plain Plate", "Choice Chair"])
    page.goto("/cart/")
    expect(remembered.get_by_role("link").first).to_contain_text("Aback Abacus")
    page.get_by_role("button", name="Forget these").click()
    expect(remembered).to_have_count(0)
    expect(page.get_by_text("Nothing in here yet")).to_be_visible()
    page.goto(address("Plain Plate"))
    expect(remembered).to_have_count(0)
