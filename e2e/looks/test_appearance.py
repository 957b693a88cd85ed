"""Pages and components look as they did: `python3 dev.py visual --update` says that they should not."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserType, Page

from e2e.appearance.baselines import complaints
from e2e.appearance.comparing import differences
from e2e.appearance.looks import Look
from e2e.launching import launch_options
from e2e.page_problems import Opener

STATE = "/components/buy-button/can-be-bought/"
CHANGES = {
    "another colour": ".button { background: hotpink !important }",
    "another size": ".button { padding-block: 1.5rem !important }",
    "another place": "main { padding-inline-start: 5rem !important }",
    "gone": ".button { display: none !important }",
}

pytestmark = pytest.mark.needs("baselines")


def look(page: Page, style: str = "") -> Look:
    """Open the button's state, with a change to its style."""
    page.goto(STATE)
    page.add_style_tag(content=style or "/* as it is */")
    return Look.at(page, page.get_by_role("main"))


@pytest.fixture
def page(new_context: Opener) -> Page:
    """A page that can be restyled."""
    return new_context(bypass_csp=True, viewport={"width": 390, "height": 844}).new_page()


@pytest.mark.parametrize("style", CHANGES.values(), ids=CHANGES)
def test_a_change_that_somebody_would_see_is_seen(page: Page, style: str) -> None:
    assert differences(look(page), look(page, style))


def test_letters_drawn_another_way_are_not_a_change(
    page: Page, browser_type: BrowserType, base_url: str
) -> None:
    how = launch_options(browser_type)
    flags = [
        *how.pop("args"),
        "--font-render-hinting=none",
        "--disable-lcd-text",
        "--disable-font-subpixel-positioning",
    ]
    other = browser_type.launch(args=flags, **how)
    elsewhere = other.new_page(base_url=base_url, bypass_csp=True, viewport={"width": 390, "height": 844})
    assert differences(look(page), look(elsewhere)) == []
    other.close()


@pytest.fixture
def windowed(browser_type: BrowserType) -> Iterator[Browser]:
    """The kind of browser that the baselines are from: lines break elsewhere in one without windows."""
    browser = browser_type.launch(**launch_options(browser_type, windows=True))
    yield browser
    browser.close()


def test_everything_looks_as_it_did(windowed: Browser) -> None:
    assert complaints(windowed) == []
