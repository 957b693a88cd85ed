"""A product on its way to the last unit, as whoever comes late sees it."""

from collections.abc import Iterator

from playwright.sync_api import expect

from e2e.sights.visitor import Visitor, take


def walk(visitor: Visitor) -> Iterator[str]:
    """Few left, held by others, held by oneself, sold out, and waiting for more."""
    page = visitor.page
    page.goto("/products/dish-pendant-44-cm/")
    yield "product-few-left"
    take(visitor.stranger(), "bottle-vase-26-cm", 2)
    page.goto("/products/bottle-vase-26-cm/")
    yield "product-all-held"
    take(page, "end-grain-block-42-30-cm", 3)
    yield "product-held-by-me"
    page.goto("/products/woven-stool/")
    yield "product-sold-out"
    page.get_by_label("E-mail address").fill("waiting@fastshop.example")
    page.get_by_role("button", name="Tell me").click()
    expect(page.get_by_role("status").filter(has_text="look into your inbox")).to_be_visible()
    yield "product-tell-me"
