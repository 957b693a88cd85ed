"""Categories, sorting, pages and search: the address always says what is shown."""

import re

from playwright.sync_api import Locator, Page, expect

from e2e.page_problems import Opener


def titles(page: Page) -> Locator:
    """Return the titles on the list, in its order."""
    return page.get_by_role("region", name="Products").get_by_role("heading", level=3)


def test_sorting_and_paging_keep_the_address_true(page: Page, new_context: Opener) -> None:
    page.goto("/products/")
    opened = page.evaluate("() => performance.timeOrigin")
    first = titles(page).all_inner_texts()
    page.get_by_role("navigation", name="Sort").get_by_role("link", name="Name, A to Z").click()
    expect(page).to_have_url(re.compile(r"/products/\?sort=title$"))
    expect(titles(page)).not_to_have_text(first)
    by_name = titles(page).all_inner_texts()
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Load more").click()
    expect(page).to_have_url(re.compile(r"/products/\?sort=title&page=2$"))
    expect(page.get_by_text(re.compile(r"Page 2 of \d"))).to_be_visible()
    second = titles(page).all_inner_texts()[len(by_name) :]
    assert page.evaluate("() => performance.timeOrigin") == opened, "the page was loaded anew"

    shared = new_context().new_page()
    shared.goto(page.url)
    expect(titles(shared)).to_have_text(second)
    page.reload()
    expect(titles(page)).to_have_text(second)
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?sort=title$"))
    expect(titles(page)).to_have_text(by_name)
    page.go_back()
    expect(page).to_have_url(re.compile(r"/products/$"))
    expect(titles(page)).to_have_text(first)
    page.go_forward()
    expect(titles(page)).to_have_text(by_name)


def test_a_category_leads_down_and_back_up(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Categories").get_by_role("link", name="Table").click()
    expect(page).to_have_url(re.compile(r"/products/\?category=table$"))
    page.get_by_role("navigation", name="Within this category").get_by_role("link", name="Serving").click()
    expect(page.get_by_role("heading", level=1, name="Serving")).to_be_visible()
    page.get_by_role("link", name="Milk Jug").click()
    expect(page.get_by_role("heading", level=1, name="Milk Jug")).to_be_visible()
    page.get_by_role("navigation", name="You are here").get_by_role("link", name="Table").click()
    expect(page.get_by_role("heading", level=1, name="Table")).to_be_visible()


def test_a_search_is_an_address_and_none_found_helps_on(page: Page) -> None:
    page.goto("/search/")
    box = page.get_by_role("main").get_by_role("combobox")
    box.fill("kettle")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=kettle$"))
    expect(titles(page).first).to_contain_text("Kettle")
    box.fill("xyzzy")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=xyzzy$"))
    expect(page.get_by_text("Nothing here is called “xyzzy”")).to_be_visible()
    page.get_by_role("region", name="Products").get_by_role("link", name="Kitchen").click()
    expect(page.get_by_role("heading", level=1, name="Kitchen")).to_be_visible()
