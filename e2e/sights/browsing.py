"""Looking around: lists, searches, products, and what the merchant writes."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page, expect

from e2e.sights.visitor import Visitor

PAGES = {
    "list": "/products/",
    "category": "/products/?category=kitchen",
    "filtered": "/products/?category=table&max=60&brand=Wrenfield+Pottery",
    "brand": "/products/?brand=Norrby+Enamel",
    "nothing-matches": "/products/?category=table&brand=Norrby+Enamel&max=1",
    "search": "/search/",
    "search-found": "/search/?q=kettle",
    "search-misspelt": "/search/?q=ketle",
    "search-nothing": "/search/?q=xyzzy",
    "product": "/products/round-teapot-09-l/",
    "product-choices": "/products/halm-kettle-14-l/",
    "product-on-sale": "/products/piston-fountain-pen/",
    "terms": "/pages/terms/",
    "contact": "/contact/",
    "wishlist-empty": "/wishlist/",
}


def walk(visitor: Visitor) -> Iterator[str]:
    """Open what can be seen without doing anything, then what takes a click or two."""
    page = visitor.page
    page.goto("/")
    yield "home"
    for name, address in PAGES.items():
        page.goto(address)
        yield name
    yield from _by_a_click(page)


def _by_a_click(page: Page) -> Iterator[str]:
    page.goto("/")
    page.get_by_role("banner").get_by_role("combobox").press_sequentially("ket")
    expect(page.get_by_role("option").first).to_be_visible()
    yield "search-suggestions"
    page.goto(PAGES["product"])
    page.get_by_role("list", name="Pictures").get_by_role("link").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "product-enlarged"
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("Keep .* on my wishlist")).first.click()
    expect(page.get_by_role("status").filter(has_text="is on your wishlist")).to_be_visible()
    page.goto("/wishlist/")
    yield "wishlist"
    page.goto("/")
    expect(page.get_by_role("region", name="You looked at")).to_be_visible()
    yield "home-looked-at"
    page.goto("/contact/")
    page.get_by_role("button", name="Send the message").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    yield "contact-errors"
