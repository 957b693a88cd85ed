"""A shopper in a browser that Playwright drives."""

from playwright.sync_api import Locator, Page, expect

from e2e.critical.shopper import PATIENCE
from e2e.shopping import connection

SOON = PATIENCE * 1000


class PlaywrightShopper:
    """A `Shopper` at a page of Playwright's."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def opens(self, path: str) -> None:
        self.page.goto(path)

    def follows(self, words: str) -> None:
        self.page.get_by_role("link", name=words).first.click()

    def follows_address(self, part: str) -> None:
        self.page.locator(f"a[href*='{part}']").first.click()

    def presses(self, button: str) -> None:
        self._button(button).click()

    def unfolds(self, summary: str) -> None:
        self.page.locator("summary").get_by_text(summary, exact=True).click()

    def fills_in(self, label: str, text: str) -> None:
        self._field(label).fill(text)

    def chooses(self, label: str, option: str) -> None:
        self._field(label).select_option(label=option)

    def ticks(self, words: str) -> None:
        self.page.get_by_label(words).first.check()

    def sees(self, words: str) -> None:
        expect(self.page.locator("body")).to_contain_text(words, timeout=SOON, use_inner_text=True)

    def cannot_press(self, button: str) -> None:
        expect(self._button(button)).to_be_disabled(timeout=SOON)

    def is_live(self) -> None:
        expect(connection(self.page)).to_have_attribute("data-state", "live", timeout=SOON)

    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()

    def _button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True).first

    def _field(self, label: str) -> Locator:
        return self.page.get_by_label(label, exact=True).first
