"""A guest's order: the clock on what is held, one order however often it is sent, its mail, its end."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.ordering import cancel_order, fill_in, follow_mailed_link, mails_to, number_on, place_order
from e2e.page_problems import Opener
from e2e.shopping import address, badge, button, offer, open_live, put_in_cart

FILLED_IN = "form => Object.fromEntries(new FormData(form))"


def test_the_clock_on_a_hold_ticks(page: Page) -> None:
    put_in_cart(page, "Plain Plate")
    page.goto("/cart/")
    clock = offer(page, "Plain Plate").locator("[data-clock]")
    first = clock.inner_text()
    assert re.fullmatch(r"1[45]:\d\d", first)
    expect(clock).not_to_have_text(first)


@pytest.mark.needs("inbox")
def test_a_double_click_and_a_replay_give_one_order(page: Page) -> None:
    put_in_cart(page, "Plain Plate")
    page.goto("/checkout/")
    fill_in(page, "twice@example.com")
    form = page.locator("form:has([name=quote])").evaluate(FILLED_IN)
    page.get_by_role("button", name="Place order").dblclick()
    number = number_on(page)

    replay = page.request.post("/checkout/", form=form, max_redirects=0)

    assert replay.status == 302
    assert number in replay.headers["location"]
    expect(mails_to(page, "twice@example.com")).to_have_count(1)


@pytest.mark.needs("inbox")
def test_the_mail_names_the_order_and_opens_it_anywhere(page: Page, new_context: Opener) -> None:
    put_in_cart(page, "Plain Plate")
    number = place_order(page, "mailed@example.com")
    expect(page.get_by_text("A confirmation is on its way to mailed@example.com.")).to_be_visible()

    reader = new_context().new_page()
    mail = mails_to(reader, "mailed@example.com")
    mail.get_by_role("link", name=f"Your order {number}").click()
    for said in ("Hello Ada Lovelace,", "1 × Plain Plate", "Total: €18.90", "Marktstraße 7"):
        expect(reader.get_by_role("main")).to_contain_text(said)
    follow_mailed_link(reader, number)
    expect(reader.get_by_text("Plain Plate")).to_be_visible()


def test_a_cancelled_order_gives_its_unit_back_to_open_pages(page: Page, new_context: Opener) -> None:
    onlooker = new_context().new_page()
    instead = onlooker.get_by_role("heading", name="In stock now, close to this")
    put_in_cart(page, "Parcel Pot")
    place_order(page, "parcel@example.com")
    open_live(onlooker, address("Parcel Pot"))
    expect(button(onlooker, "Parcel Pot")).to_have_text("Sold out")
    expect(button(onlooker, "Parcel Pot")).to_be_disabled()
    expect(instead).to_be_visible()

    cancel_order(page)

    expect(button(onlooker, "Parcel Pot")).to_be_enabled()
    expect(instead).to_be_hidden()
    expect(badge(onlooker, "Parcel Pot")).to_have_text("Only 1 left")


def test_a_strangers_order_number_opens_nothing(page: Page, new_context: Opener) -> None:
    put_in_cart(page, "Plain Plate")
    number = place_order(page, "private@example.com")

    reply = new_context().request.get(f"/orders/{number}/")

    assert reply.status == 404
    assert "private@example.com" not in reply.text()
