"""Two shoppers and one unit: what one does, the other's open page knows within a second."""

import pytest
from playwright.sync_api import Page, expect

from e2e.ordering import place_order
from e2e.page_problems import Opener
from e2e.shopping import (
    address,
    badge,
    button,
    connection,
    expect_focused,
    offer,
    open_live,
    put_in_cart,
    take,
)

A_SECOND = 1_000
A_SHORT_HOLD = 9_000  # the hold of Brief Bowl, the sweep after it, and a slow machine
HEAR = """() => {
    window.heard = [];
    document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => {
        if (ctx.sourceElement.id === "live") window.heard.push(ctx.text);
    });
}"""


@pytest.fixture
def other(new_context: Opener) -> Page:
    """A second shopper's browser."""
    return new_context().new_page()


def test_who_is_typing_sees_the_last_unit_go_and_keeps_focus_and_text(page: Page, other: Page) -> None:
    open_live(page, address("Lone Lamp"))
    open_live(other, address("Lone Lamp"))
    quantity = other.get_by_label("Quantity")
    quantity.fill("3")
    opened = other.evaluate("() => performance.timeOrigin")

    take(page, "Lone Lamp")

    expect(button(other, "Lone Lamp")).to_be_disabled(timeout=A_SECOND)
    expect(button(other, "Lone Lamp")).to_have_text("All in carts", timeout=A_SECOND)
    expect(badge(other, "Lone Lamp")).to_contain_text("All in carts", timeout=A_SECOND)
    expect_focused(quantity)
    expect(quantity).to_have_value("3")
    assert other.evaluate("() => performance.timeOrigin") == opened, "the page was loaded anew"


def test_focus_on_the_button_moves_to_what_says_that_it_went(page: Page, other: Page) -> None:
    open_live(page, address("Single Spoon"))
    open_live(other, address("Single Spoon"))
    button(other, "Single Spoon").focus()

    take(page, "Single Spoon")

    expect(button(other, "Single Spoon")).to_be_disabled(timeout=A_SECOND)
    expect_focused(badge(other, "Single Spoon"))


def test_a_forged_post_for_a_held_unit_is_refused_in_a_sentence(page: Page, other: Page) -> None:
    other.goto(address("Forged Fork"))
    form = other.locator("form:has([name=variant])").first
    forged = {
        name: form.locator(f"[name={name}]").input_value() for name in ("csrfmiddlewaretoken", "variant")
    }
    put_in_cart(page, "Forged Fork")

    reply = other.request.post("/cart/add/", form=forged | {"quantity": "1"})

    assert reply.status == 409
    assert "Somebody was faster: there is none left to take right now." in reply.text()
    other.goto("/cart/")
    expect(other.get_by_text("Nothing in here yet")).to_be_visible()


def test_a_hold_that_runs_out_brings_the_button_back_on_page_and_card(page: Page, other: Page) -> None:
    card = other.context.new_page()
    open_live(page, address("Brief Bowl"))
    open_live(other, address("Brief Bowl"))
    open_live(card, "/search/?q=brief+bowl")
    following = (other, card)

    take(page, "Brief Bowl")

    for each in following:
        expect(button(each, "Brief Bowl")).to_be_disabled(timeout=A_SECOND)
        expect(badge(each, "Brief Bowl")).to_contain_text("All in carts", timeout=A_SECOND)
    for each in following:
        expect(button(each, "Brief Bowl")).to_be_enabled(timeout=A_SHORT_HOLD)
        expect(button(each, "Brief Bowl")).to_have_text("Add to cart")
        expect(badge(each, "Brief Bowl")).to_have_text("Only 1 left")


def test_a_card_follows_from_held_to_sold(page: Page, other: Page) -> None:
    open_live(other, "/search/?q=sold+stool")
    put_in_cart(page, "Sold Stool")
    expect(badge(other, "Sold Stool")).to_contain_text("All in carts", timeout=A_SECOND)

    place_order(page, "stool@example.com")

    expect(badge(other, "Sold Stool")).to_have_text("Sold out")
    expect(button(other, "Sold Stool")).to_have_text("Sold out")
    expect(button(other, "Sold Stool")).to_be_disabled()
    expect(offer(other, "Sold Stool")).to_be_visible()


def load_until(page: Page, name: str) -> None:
    """Load more cards until the product's is among them."""
    pages = page.get_by_role("navigation", name="Pages")
    while not offer(page, name).count():
        number = pages.get_by_text("Page").inner_text()
        pages.get_by_role("link", name="Load more").click()
        expect(pages.get_by_text("Page")).not_to_have_text(number)


def test_cards_that_are_loaded_below_are_followed_and_those_that_a_filter_took_away_are_not(
    page: Page, other: Page
) -> None:
    open_live(page, "/products/?sort=title")
    load_until(page, "Zonal Zither")
    expect(button(page, "Aback Abacus")).to_be_enabled()
    page.get_by_label("From", exact=True).fill("90")
    expect(offer(page, "Aback Abacus")).to_have_count(0)
    load_until(page, "Zonal Zither")
    expect(connection(page)).to_have_attribute("data-state", "live")
    page.evaluate(HEAR)

    for name in ("Aback Abacus", "Zonal Zither"):
        gone = offer(other, name).locator("[id^=stock-]")
        put_in_cart(other, name)
        expect(gone).to_contain_text("All in carts")

    expect(badge(page, "Zonal Zither")).to_contain_text("All in carts")
    expect(button(page, "Zonal Zither")).to_be_disabled()
    assert page.evaluate("() => window.heard.length") == 1


def test_who_took_a_unit_reads_that_it_is_theirs_until_another_tab_gives_it_back(page: Page) -> None:
    open_live(page, address("Resting Rug"))
    take(page, "Resting Rug")
    own = page.locator("#in-cart")
    expect(own).to_contain_text("1 in your cart")
    expect(own).to_contain_text("Held for you until")

    tab = page.context.new_page()
    tab.goto("/cart/")
    tab.get_by_role("button", name="Remove").click()

    expect(own).to_have_text("")
