"""What is looked at: every component of the gallery in each state, and the pages that most people see."""

import re
from collections.abc import Iterator
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from e2e.appearance.looks import Look
from e2e.ordering import fill_in
from e2e.shop_server import ShopServer

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
SIDES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": DESKTOP},
    "phone": {"viewport": PHONE, "is_mobile": True, "has_touch": True},
    "dark": {"viewport": PHONE, "color_scheme": "dark"},
}
KETTLE = "/products/halm-kettle-14-l/"
PAGES = {
    "home": "/",
    "category": "/products/?category=kitchen",
    "product": KETTLE,
    "search": "/search/?q=xyzzy",
    "sign-in": "/accounts/login/",
}
# Where each of these is, something has to be in the cart.
WITH_A_CART = {"cart": "/cart/", "checkout": "/checkout/"}


def everything(browser: Browser, shop: ShopServer) -> Iterator[tuple[str, Look]]:
    """Yield each subject's name and look, in a fresh demo shop."""
    yield from _components(_arrive(browser, shop, SIDES["phone"]))
    for side, options in SIDES.items():
        for name, look in _pages(_arrive(browser, shop, options)):
            yield f"{name}-{side}", look


def _arrive(browser: Browser, shop: ShopServer, options: dict[str, Any]) -> BrowserContext:
    # What is hidden in a picture is hidden by a style of ours, which the shop's policy would block.
    how = {"locale": "en-GB", "timezone_id": "Europe/Berlin", "reduced_motion": "reduce", "bypass_csp": True}
    return browser.new_context(base_url=shop.url, device_scale_factor=1, **how, **options)


def _components(context: BrowserContext) -> Iterator[tuple[str, Look]]:
    page = context.new_page()
    gallery = context.request.get("/components/").text()
    for component in sorted(set(re.findall(r'href="/components/([\w-]+)/"', gallery))):
        text = context.request.get(f"/components/{component}/").text()
        states = dict.fromkeys(re.findall(rf"/components/{component}/[\w-]+/", text))
        yield f"component-{component}", _stacked([_state(page, address) for address in states])
    context.close()


def _state(page: Page, address: str) -> Look:
    page.goto(address)
    return Look.at(page, page.get_by_role("main"))


def _stacked(looks: list[Look]) -> Look:
    """Return looks below each other as one."""
    pictures = [look.picture for look in looks]
    whole = Image.new("RGB", (max(one.width for one in pictures), sum(one.height for one in pictures)))
    top = 0
    for picture in pictures:
        whole.paste(picture, (0, top))
        top += picture.height
    return Look(whole, [place for look in looks for place in look.places])


def _pages(context: BrowserContext) -> Iterator[tuple[str, Look]]:
    page = context.new_page()
    for name, address in PAGES.items():
        page.goto(address)
        yield name, Look.at(page, page.locator("body"))
    page.goto(KETTLE)
    page.get_by_role("article").first.get_by_role("button", name="Add to cart").click()
    expect(page.get_by_role("status").filter(has_text="Added to your cart")).to_be_visible()
    for name, address in WITH_A_CART.items():
        page.goto(address)
        if name == "checkout":
            fill_in(page, "ada@fastshop.example")
        yield name, Look.at(page, page.locator("body"))
    context.close()
