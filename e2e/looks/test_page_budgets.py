"""What a page costs whoever waits for it: bytes before anything is shown, and nothing jumps afterwards."""

import gzip

import pytest
from playwright.sync_api import APIRequestContext, Page, expect

from e2e.page_problems import Opener
from e2e.shopping import address, badge, open_live, put_in_cart

PRODUCT_PAGE = 14_000  # what one round trip of a new connection carries
# Shifts come in batches, after a frame; what nobody caused by a key or a click is what counts.
SHIFTED = """() => new Promise((done) => {
  const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
  const entries = [];
  observer.observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => {
    entries.push(...observer.takeRecords());
    done(entries.filter(({ hadRecentInput }) => !hadRecentInput)
      .map(({ value, sources }) => `${value}: ${sources.map(({ node }) => node?.outerHTML?.slice(0, 120))}`));
  }));
})"""

JOLT = "() => document.body.prepend(Object.assign(document.createElement('h1'), { innerText: '!' }))"

layout_shifts = pytest.mark.needs("layout shifts")


@pytest.mark.parametrize("product", ["/products/halm-kettle-14-l/", address("Choice Chair")])
def test_a_product_page_fits_into_the_first_round_trip(page: Page, product: str) -> None:
    asked: APIRequestContext = page.request
    assert len(gzip.compress(asked.get(product).body(), 5)) <= PRODUCT_PAGE


@layout_shifts
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", ["/", "/products/?category=kitchen", "/products/halm-kettle-14-l/"])
def test_nothing_jumps_while_a_page_loads(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_live(page, path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFTED) == []


@layout_shifts
def test_nothing_jumps_when_stock_is_pushed(page: Page, new_context: Opener) -> None:
    open_live(page, address("Jolted Jug"))
    put_in_cart(new_context().new_page(), "Jolted Jug")
    expect(badge(page, "Jolted Jug")).to_contain_text("All in carts")
    assert page.evaluate(SHIFTED) == []


@layout_shifts
def test_nothing_jumps_in_a_cart(page: Page) -> None:
    put_in_cart(page, "Plain Plate")
    open_live(page, "/cart/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFTED) == []


@layout_shifts
def test_a_jump_would_be_seen(page: Page) -> None:
    open_live(page, address("Plain Plate"))
    page.evaluate(JOLT)
    assert page.evaluate(SHIFTED) != []
