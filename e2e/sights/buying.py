"""From an empty cart to a review of what came."""

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from e2e.desk import arrive, open_desk, send
from e2e.ordering import NUMBER, cancel_order, fill_in, number_on, place_order
from e2e.sights.visitor import Visitor, take

KETTLE = "halm-kettle-14-l"
EMAIL = "ada@fastshop.example"
A_SHORT_HOLD = 15_000  # Twine in a Tin is held for four seconds, and the sweep comes after


def walk(visitor: Visitor) -> Iterator[str]:
    """Fill a cart, order, pay, be sent it, say how it is; cancel another order, and let a hold run out."""
    page = visitor.page
    page.goto("/cart/")
    yield "cart-empty"
    take(page, KETTLE)
    take(page, "ember-portable-lamp")
    page.goto("/cart/")
    yield "cart"
    yield from _ordering(page)
    yield from _reviewing(visitor, number_on(page))
    take(page, KETTLE)
    place_order(page, EMAIL)
    cancel_order(page)
    yield "order-cancelled"
    take(page, "twine-in-a-tin")
    page.goto("/cart/")
    expect(page.get_by_role("button", name="Hold again")).to_be_visible(timeout=A_SHORT_HOLD)
    yield "cart-expired"


def _ordering(page: Page) -> Iterator[str]:
    page.goto("/checkout/")
    yield "checkout"
    page.get_by_role("button", name="Place order").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    yield "checkout-errors"
    fill_in(page, EMAIL)
    page.get_by_label("Test payment").check()
    page.get_by_role("button", name="Place order").click()
    expect(page.get_by_role("button", name="Pay €")).to_be_visible()
    yield "payment"
    page.goto(f"/orders/{NUMBER.findall(page.get_by_role('main').inner_text())[0]}/")
    yield "order-awaiting-payment"
    page.get_by_role("button", name="Pay now").click()
    page.get_by_role("button", name="Pay €").click()
    expect(page.locator(".state")).to_have_text("Paid")
    yield "order-paid"


def _reviewing(visitor: Visitor, number: str) -> Iterator[str]:
    page, desk = visitor.page, visitor.stranger()
    open_desk(desk)
    send(desk, number)
    page.reload()
    yield "order-shipped"
    arrive(desk)
    page.reload()
    yield "order-delivered"
    page.goto(f"/products/{KETTLE}/review/")
    yield "review-form"
    page.get_by_role("button", name="Publish my review").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    yield "review-form-errors"
    page.get_by_role("radio", name="4 stars: good").check()
    page.get_by_label("Your review").fill("Boils before the bread is cut, and pours without a drop beside.")
    page.get_by_role("button", name="Publish my review").click()
    expect(page.get_by_role("status").filter(has_text="Your review is on the page.")).to_be_visible()
    yield "product-reviewed"
