"""Narrowing a list: as a plain form, with HTMX, and on a phone. The address always says what is shown."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.page_problems import Opener
from e2e.shopping import another_socket, connection, open_live

CATEGORY = "/products/?category=table"
PHONE = {"width": 390, "height": 844}


def titles(page: Page) -> Locator:
    """Return the titles on the list, in its order."""
    return page.get_by_role("region", name="Products").get_by_role("heading", level=3)


def box(page: Page, label: str) -> Locator:
    """Return a filter's checkbox."""
    return page.get_by_role("complementary", name="Filters").get_by_role(
        "checkbox", name=re.compile(f"^{label} ")
    )


def chips(page: Page) -> Locator:
    """Return what was chosen, each a link that takes it back."""
    return page.get_by_role("navigation", name="Chosen filters").get_by_role(
        "link", name=re.compile("^Remove ")
    )


def test_without_javascript_filters_are_a_form_and_chips_are_links(new_context: Opener) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(CATEGORY)
    everything = titles(page).count()
    box(page, "Wrenfield Pottery").check()
    page.get_by_label("To", exact=True).fill("60")
    page.get_by_role("button", name="Show results").click()
    expect(page).to_have_url(re.compile(r"/products/\?category=table&max=60&brand=Wrenfield\+Pottery$"))
    expect(chips(page)).to_have_text([re.compile("Wrenfield Pottery"), re.compile("Up to €60")])
    assert 0 < titles(page).count() < everything
    expect(box(page, "Wrenfield Pottery")).to_be_checked()
    expect(page.get_by_label("To", exact=True)).to_have_value("60")
    chips(page).filter(has_text="Up to").click()
    expect(page).to_have_url(re.compile(r"/products/\?category=table&brand=Wrenfield\+Pottery$"))
    page.get_by_role("link", name="Clear all").click()
    expect(page).to_have_url(re.compile(r"/products/\?category=table$"))
    expect(titles(page)).to_have_count(everything)


def test_a_choice_applies_at_once_keeps_the_focus_and_back_takes_it_back(page: Page) -> None:
    open_live(page, CATEGORY)
    opened = page.evaluate("() => performance.timeOrigin")
    everything = titles(page).all_inner_texts()
    ours = box(page, "Wrenfield Pottery")
    ours.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"/products/\?category=table&brand=Wrenfield\+Pottery$"))
    expect(chips(page)).to_have_count(1)
    expect(ours).to_be_focused()
    narrowed = titles(page).all_inner_texts()
    assert len(narrowed) < len(everything)
    box(page, "In stock").check()
    expect(page).to_have_url(re.compile(r"stock=1&brand=Wrenfield\+Pottery$"))
    expect(connection(page)).to_have_attribute("data-state", "live")
    assert page.evaluate("() => performance.timeOrigin") == opened, "the page was loaded anew"
    page.go_back()
    expect(page).to_have_url(re.compile(r"table&brand=Wrenfield\+Pottery$"))
    expect(box(page, "In stock")).not_to_be_checked()
    expect(titles(page)).to_have_text(narrowed)
    page.go_back()
    expect(page).to_have_url(re.compile(r"category=table$"))
    expect(box(page, "Wrenfield Pottery")).not_to_be_checked()
    expect(titles(page)).to_have_text(everything)


def test_a_price_applies_when_the_typing_pauses_and_nothing_typed_is_lost(page: Page) -> None:
    page.goto("/products/")
    field = page.get_by_label("To", exact=True)
    field.press_sequentially("20")
    expect(page).to_have_url(re.compile(r"/products/\?max=20$"))
    expect(chips(page)).to_have_text([re.compile("Up to €20")])
    expect(field).to_be_focused()
    field.press_sequentially("0")
    expect(page).to_have_url(re.compile(r"/products/\?max=200$"))
    expect(field).to_have_value("200")


def test_a_chip_that_is_taken_back_unticks_its_box_and_leaves_the_focus_to_the_list(page: Page) -> None:
    page.goto(CATEGORY)
    box(page, "Wrenfield Pottery").check()
    expect(chips(page)).to_have_count(1)
    chips(page).press("Enter")
    expect(chips(page)).to_have_count(0)
    expect(box(page, "Wrenfield Pottery")).not_to_be_checked()
    expect(page.get_by_role("region", name="Products")).to_be_focused()


def test_where_nothing_matches_the_way_out_says_what_it_brings(page: Page) -> None:
    page.goto("/products/?brand=Wrenfield+Pottery&max=1")
    expect(page.get_by_text("Nothing matches all of these")).to_be_visible()
    way = page.get_by_role("link", name="without Up to €1")
    brought = int(re.search(r"(\d+) products", way.inner_text())[1])
    way.click()
    expect(page).to_have_url(re.compile(r"/products/\?brand=Wrenfield\+Pottery$"))
    expect(titles(page)).to_have_count(brought)


def test_more_is_loaded_below_the_address_follows_and_the_new_cards_are_live(page: Page) -> None:
    open_live(page, "/products/")
    first = titles(page).all_inner_texts()
    with another_socket(page):
        page.get_by_role("link", name="Load more").click()
    expect(page).to_have_url(re.compile(r"/products/\?page=2$"))
    expect(titles(page)).to_have_count(2 * len(first))
    expect(page.get_by_role("heading", name="Page 2", exact=True)).to_be_focused()
    expect(connection(page)).to_have_attribute("data-state", "live")
    assert titles(page).all_inner_texts()[: len(first)] == first
    second = titles(page).all_inner_texts()[len(first) :]
    page.reload()
    expect(titles(page)).to_have_text(second)
    page.get_by_role("link", name="Previous page").click()
    expect(page).to_have_url(re.compile(r"/products/$"))
    expect(titles(page)).to_have_text(first)
    page.go_back()
    expect(titles(page)).to_have_text(second)


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_the_filters_wait_in_a_drawer(new_context: Opener, scripts: bool) -> None:
    page = new_context(viewport=PHONE, java_script_enabled=scripts).new_page()
    page.goto(CATEGORY)
    expect(box(page, "In stock")).to_be_hidden()
    page.get_by_text("Filter", exact=True).click()
    box(page, "In stock").check()
    if scripts:
        expect(chips(page)).to_have_count(1)
        expect(box(page, "In stock")).to_be_visible()
    page.get_by_role("button", name="Show results").click()
    expect(page).to_have_url(re.compile(r"category=table.*stock=1"))
    expect(chips(page)).to_have_text([re.compile("In stock")])
    expect(box(page, "In stock")).to_be_hidden()
    expect(titles(page).first).to_be_in_viewport()


def test_an_answer_without_a_list_takes_its_place(page: Page) -> None:
    open_live(page, CATEGORY)
    page.route(
        re.compile("max=60"), lambda route: route.fulfill(body="<p>Busy</p>", content_type="text/html")
    )
    page.get_by_label("To", exact=True).fill("60")
    page.get_by_label("To", exact=True).press("Enter")
    expect(page.get_by_text("Busy")).to_be_visible()
