"""Searching: suggestions while one types, typos, and the same without JavaScript."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.page_problems import Opener

PHONE = {"width": 390, "height": 800}


def box(page: Page) -> Locator:
    """Return the search page's field."""
    return page.get_by_role("main").get_by_role("combobox")


def options(page: Page) -> Locator:
    """Return the suggestions that are shown."""
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


@pytest.fixture(params=[{}, {"viewport": PHONE, "color_scheme": "dark"}], ids=["desktop", "phone, dark"])
def page(new_context: Opener, request: pytest.FixtureRequest) -> Page:
    """A page that is open at the search."""
    page = new_context(**request.param).new_page()
    page.goto("/search/")
    return page


def test_arrows_choose_a_suggestion_and_enter_goes_there(page: Page) -> None:
    box(page).fill("everyday mu")
    expect(options(page).last).to_have_text("Everyday Mug, 320 ml")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    for _step in range(options(page).count()):
        box(page).press("ArrowDown")
    last = options(page).last
    expect(last).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_have_attribute("aria-activedescendant", last.get_attribute("id") or "")
    expect(box(page)).to_be_focused()
    box(page).press("Enter")
    expect(page.get_by_role("heading", level=1, name="Everyday Mug")).to_be_visible()


def test_beyond_either_end_is_the_field_itself_where_enter_searches(page: Page) -> None:
    box(page).fill("kett")
    expect(options(page).first).to_be_visible()
    box(page).press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    box(page).press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    box(page).press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=kett$"))
    expect(options(page)).to_have_count(0)


def test_escape_puts_suggestions_away_and_keeps_the_words_and_an_arrow_brings_them_back(page: Page) -> None:
    box(page).fill("kett")
    expect(options(page).first).to_be_visible()
    box(page).press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_value("kett")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    box(page).press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    box(page).press("Tab")
    expect(options(page)).to_have_count(0)


def test_a_suggestion_can_be_pressed(page: Page) -> None:
    box(page).press_sequentially("kett")
    options(page).filter(has_text="Tea").first.click()
    expect(page).to_have_url(re.compile(r"/products/\?category="))


def test_who_listens_hears_whether_there_are_suggestions(page: Page) -> None:
    status = page.get_by_role("main").get_by_role("search").get_by_role("status")
    box(page).fill("kett")
    expect(status).to_contain_text("Suggestions are below")
    box(page).fill("kettqqqq")
    expect(status).to_have_text("No suggestions")
    expect(options(page)).to_have_count(0)


def test_the_list_fits_the_page(page: Page) -> None:
    box(page).fill("table")
    expect(options(page).first).to_be_visible()
    assert page.locator("html").evaluate("html => html.scrollWidth <= html.clientWidth")


def test_a_typo_finds_what_was_meant_and_says_so(page: Page) -> None:
    box(page).fill("ketle")
    box(page).press("Enter")
    results = page.get_by_role("region", name="Products")
    expect(results.get_by_text("Showing results for kettle.")).to_be_visible()
    expect(results.get_by_role("heading", level=3).first).to_contain_text("Kettle")
    expect(results.locator("mark").first).to_have_text("Kettle")
    results.get_by_role("link", name="Search instead for ketle").click()
    expect(page.get_by_text("Nothing here is called “ketle”")).to_be_visible()


def test_without_javascript_the_field_is_a_plain_form(new_context: Opener) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/search/")
    field = page.get_by_role("main").get_by_role("searchbox")
    field.fill("ketle")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=ketle$"))
    expect(page.get_by_text("Showing results for kettle.")).to_be_visible()
