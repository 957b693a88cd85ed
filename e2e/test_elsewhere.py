"""What is a shopper's own moves on every page that shows it, and what was done elsewhere is said once."""

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.ordering import cancel_order, place_order
from e2e.shopping import (
    address,
    button,
    cart_link,
    connection,
    expect_focused,
    offer,
    open_live,
    put_in_cart,
    take,
)

CHANGED = "Your cart changed in another tab."
KEEP_THE_ANSWER = """() => {
    const { fetch } = window;
    const delivered = new Promise((deliver) => Object.assign(window, { deliver }));
    window.fetch = async (address, request) => {
        const answer = await fetch(address, request);
        if (request.method === "POST") await delivered;
        return answer;
    };
}"""
A_SHORT_HOLD = 9_000  # the hold of Lapsing Lasso or Mislaid Mug, what follows it, and a slow machine


@pytest.fixture
def tab(page: Page) -> Page:
    """Another tab of the same shopper."""
    return page.context.new_page()


def notice(page: Page) -> Locator:
    """Return the word in the page's notice region."""
    return page.locator("#notice .notice-text")


def clock(page: Page) -> Locator:
    """Return the clock on the only hold that the page shows."""
    return page.locator(".hold")


def test_a_cart_that_changed_in_another_tab_is_mentioned_there_once(page: Page, tab: Page) -> None:
    open_live(page, address("Plain Plate"))
    open_live(tab, "/products/")
    search = tab.get_by_role("banner").get_by_role("combobox")
    search.fill("ket")

    take(page, "Plain Plate")

    expect(notice(tab)).to_have_text(CHANGED)
    expect_focused(search)
    expect(search).to_have_value("ket")
    expect(notice(page)).to_contain_text("Added to your cart")
    tab.reload()
    expect(connection(tab)).to_have_attribute("data-state", "live")
    expect(notice(tab)).to_have_count(0)


def test_ones_own_click_is_no_news_also_when_the_push_comes_before_the_answer(page: Page) -> None:
    put_in_cart(page, "Plain Plate")
    open_live(page, address("Plain Plate"))
    page.evaluate(KEEP_THE_ANSWER)

    button(page, "Plain Plate").click()
    expect(cart_link(page)).to_have_accessible_name("Cart 2 items")
    expect(notice(page).filter(has_text=CHANGED)).to_have_count(0)
    page.evaluate("() => window.deliver()")

    expect(notice(page)).to_contain_text("Added to your cart")


@pytest.mark.needs("kept pages")
def test_what_this_tab_did_on_another_page_is_no_news_when_it_comes_back(returning: Page) -> None:
    open_live(returning, "/products/")
    returning.evaluate("() => { window.kept = true; }")
    open_live(returning, address("Plain Plate"))
    take(returning, "Plain Plate")
    expect(cart_link(returning)).to_have_accessible_name("Cart 1 item")

    returning.go_back(wait_until="commit")

    assert returning.evaluate("() => window.kept"), "the browser had not kept the page"
    expect(cart_link(returning)).to_have_accessible_name("Cart 1 item")
    expect(notice(returning)).to_have_count(0)


def test_a_question_that_waits_for_an_answer_is_not_pushed_away(page: Page, tab: Page) -> None:
    put_in_cart(page, "Plain Plate")
    open_live(page, "/cart/")
    open_live(tab, address("Plain Plate"))
    offer(page, "Plain Plate").get_by_role("button", name="Remove").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()

    take(tab, "Plain Plate")

    expect(cart_link(page)).to_have_accessible_name("Cart 1 item")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()


def test_a_hold_that_runs_out_is_said_on_every_page_that_shows_it_and_is_taken_anew_there(
    page: Page, tab: Page
) -> None:
    put_in_cart(page, "Lapsing Lasso")
    open_live(page, "/cart/")
    open_live(tab, "/checkout/")
    tab.get_by_label("Full name").fill("Ada")
    expect(clock(tab)).to_contain_text("Held for you until")

    for each in (page, tab):
        expect(clock(each)).to_have_text("Your hold has run out", timeout=A_SHORT_HOLD)
        expect(notice(each)).to_have_text("Your hold on Lapsing Lasso ran out.")
    page.get_by_role("button", name="Hold again").click()

    for each in (page, tab):
        expect(clock(each)).to_contain_text("Held for you until")
    expect(notice(tab)).to_have_text(CHANGED)
    expect_focused(tab.get_by_label("Full name"))
    expect(tab.get_by_label("Full name")).to_have_value("Ada")


def test_a_page_that_hears_nothing_asks_when_its_hold_ends(page: Page) -> None:
    page.route_web_socket("**/ws/live/**", lambda socket: None)  # open, and silent
    put_in_cart(page, "Mislaid Mug")
    page.goto("/cart/")
    expect(clock(page)).to_contain_text("Held for you until")

    expect(clock(page)).to_have_text("Your hold has run out", timeout=A_SHORT_HOLD)
    expect(page.get_by_text("The hold on something in your cart has run out.")).to_be_visible()
    expect(page.get_by_role("button", name="Hold again")).to_be_visible()


def test_a_checkout_follows_the_cart_and_orders_what_it_shows(page: Page, tab: Page) -> None:
    put_in_cart(page, "Plain Plate")
    open_live(tab, "/checkout/")
    review = tab.get_by_role("complementary", name="Review")
    open_live(page, "/cart/")
    offer(page, "Plain Plate").get_by_label("Quantity").select_option("3")
    expect(review).to_contain_text("3 × €14.00")

    place_order(page, "elsewhere@example.com")

    expect(review).to_contain_text("Your cart is empty by now.")
    expect(tab.get_by_role("button", name="Place order")).to_have_count(0)


def test_an_order_that_is_cancelled_in_one_tab_says_so_in_the_other(page: Page, tab: Page) -> None:
    put_in_cart(page, "Plain Plate")
    place_order(page, "cancelled@example.com")
    open_live(tab, page.url.partition("?")[0])
    tab.get_by_text("Cancel this order").click()

    cancel_order(page)

    progress = tab.get_by_role("region", name="How it is getting on")
    expect(progress.get_by_role("listitem")).to_contain_text(["Placed", "Cancelled"])
    expect(notice(tab)).to_have_text("Your order was cancelled.")
    expect(tab.get_by_text("Cancel this order")).to_have_count(0)
    expect(tab.get_by_role("button", name="Yes, cancel it")).to_have_count(0)


@pytest.mark.needs("pretence")
def test_a_page_whose_form_was_sent_says_nothing_more_until_the_next_page_is_there(
    page: Page, tab: Page
) -> None:
    put_in_cart(tab, "Plain Plate")
    open_live(page, "/products/")
    open_live(tab, address("Plain Plate"))
    page.get_by_role("banner").get_by_role("search").dispatch_event("submit")  # sent, and no answer yet

    take(tab, "Plain Plate")

    expect(cart_link(page)).to_have_accessible_name("Cart 2 items")
    expect(notice(page)).to_have_count(0)
