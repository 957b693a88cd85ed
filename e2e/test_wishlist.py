"""Hearts, with and without JavaScript, and the list they fill."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.page_problems import Opener
from e2e.shopping import address, badge, button, cart_link, heart, offer, open_live, put_in_cart
from e2e.signing_in import create_account


def test_a_heart_is_pressed_in_its_place_and_keeps_the_focus(page: Page) -> None:
    open_live(page, "/products/?category=workbench&sort=title")
    expect(heart(page, "Plain Plate")).to_have_attribute("aria-pressed", "false")
    heart(page, "Plain Plate").focus()
    page.keyboard.press("Enter")
    expect(heart(page, "Plain Plate")).to_have_attribute("aria-pressed", "true")
    expect(heart(page, "Plain Plate")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Plain Plate is on your wishlist.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"sort=title$"))
    heart(page, "Plain Plate").click()
    expect(heart(page, "Plain Plate")).to_have_attribute("aria-pressed", "false")


def test_two_hearts_that_are_pressed_at_once_are_both_kept(page: Page) -> None:
    open_live(page, "/products/?category=workbench&sort=title")
    names = ("Plain Plate", "Choice Chair")
    for name in names:
        heart(page, name).click()
    for name in names:
        expect(heart(page, name)).to_have_attribute("aria-pressed", "true")
    page.goto("/wishlist/")
    for name in names:
        expect(offer(page, name)).to_be_visible()


def test_without_javascript_a_heart_leads_back_to_where_it_was_pressed(new_context: Opener) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/products/?category=workbench&sort=title")
    heart(page, "Plain Plate").click()
    expect(page).to_have_url(re.compile(r"/products/\?category=workbench&sort=title#wish-\d+$"))
    expect(heart(page, "Plain Plate")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("banner").get_by_role("link", name="Wishlist").click()
    button(page, "Plain Plate").click()
    expect(cart_link(page)).to_have_accessible_name("Cart 1 item")
    page.goto("/wishlist/")
    heart(page, "Plain Plate").click()
    expect(page.get_by_text("Nothing on it yet")).to_be_visible()


def test_what_was_taken_off_by_mistake_comes_back(page: Page) -> None:
    open_live(page, address("Plain Plate"))
    heart(page, "Plain Plate").click()
    expect(heart(page, "Plain Plate")).to_have_attribute("aria-pressed", "true")
    open_live(page, "/wishlist/")
    heart(page, "Plain Plate").click()
    expect(page.get_by_text("Nothing on it yet")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(offer(page, "Plain Plate")).to_be_visible()


def test_the_list_follows_the_stock(page: Page, new_context: Opener) -> None:
    open_live(page, address("Wished Whisk"))
    heart(page, "Wished Whisk").click()
    expect(heart(page, "Wished Whisk")).to_have_attribute("aria-pressed", "true")
    open_live(page, "/wishlist/")
    expect(button(page, "Wished Whisk")).to_be_enabled()
    put_in_cart(new_context().new_page(), "Wished Whisk")
    expect(button(page, "Wished Whisk")).to_be_disabled()
    expect(badge(page, "Wished Whisk")).to_contain_text("All in carts")


@pytest.mark.needs("inbox")
def test_a_visitors_list_is_there_after_signing_up(page: Page) -> None:
    open_live(page, address("Plain Plate"))
    heart(page, "Plain Plate").click()
    expect(heart(page, "Plain Plate")).to_have_attribute("aria-pressed", "true")
    create_account(page, "wishes@example.com", "correct horse battery")
    page.get_by_role("banner").get_by_role("link", name="Wishlist").click()
    expect(offer(page, "Plain Plate")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/products/", address("Plain Plate")])
def test_hearts_are_large_enough_for_a_thumb(new_context: Opener, path: str) -> None:
    page = new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(path)
    for each in page.locator(".wish").all():
        box = each.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


@pytest.mark.needs("kept pages")
def test_a_heart_is_still_pressed_where_back_leads(page: Page, returning: Page) -> None:
    for browsed in (page, returning):
        open_live(browsed, "/products/?category=workbench&sort=title")
        browsed.get_by_role("link", name="Plain Plate").click()
        heart(browsed, "Plain Plate").click()
        expect(heart(browsed, "Plain Plate")).to_have_attribute("aria-pressed", "true")
        browsed.go_back()
        expect(browsed.get_by_role("heading", level=1, name="Workbench")).to_be_visible()
        expect(heart(browsed, "Plain Plate")).to_have_attribute("aria-pressed", "true")
