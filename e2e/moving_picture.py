"""A short moving picture: two browsers side by side, and the last units of a product."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect

from e2e.ordering import fill_in, number_on
from e2e.shopping import open_live
from e2e.sights.visitor import buy_button

TRAY = "/products/valet-tray/"
SIZE = {"width": 390, "height": 760}
GAP, BACKDROP = 12, "#8a8f98"
LINGER = 1400  # ms
QUALITY = 75


def film(opened: Callable[[], BrowserContext], target: Path) -> None:
    """Sell the product out and keep what both browsers show meanwhile as an animated WebP."""
    pages = [opened().new_page() for _browser in range(2)]
    for page in pages:
        page.set_viewport_size(SIZE)
    frames = [side_by_side(pages) for _moment in selling_out(*pages)]
    frames[0].save(
        target, save_all=True, append_images=frames[1:], duration=LINGER, loop=0, quality=QUALITY, method=4
    )
    for page in pages:
        page.context.close()


def selling_out(first: Page, second: Page) -> Iterator[None]:
    """Yield whenever there is something new to see."""
    for page in (first, second):
        look_at_it(page)
    yield
    first.get_by_label("Quantity").fill("3")
    buy_button(first).click()
    expect(stock_of(second)).to_contain_text("Only 1 left")
    yield
    buy_button(second).click()
    expect(stock_of(first)).to_contain_text("All in carts")
    yield
    yield from ordering(first)
    look_at_it(first)
    yield from ordering(second)
    expect(stock_of(first)).to_contain_text("Sold out")
    yield


def look_at_it(page: Page) -> None:
    """Open the product's page where it can be bought, and wait until it follows the stock."""
    open_live(page, TRAY)
    stock_of(page).scroll_into_view_if_needed()


def ordering(buyer: Page) -> Iterator[None]:
    """Place the order for what is in the cart."""
    buyer.goto("/checkout/")
    yield
    fill_in(buyer, "ada@fastshop.example")
    buyer.get_by_role("button", name="Place order").click()
    number_on(buyer)
    yield


def stock_of(page: Page) -> Locator:
    """Return what the product's page says of its stock."""
    return page.get_by_role("article").first.locator("[id^=stock-]")


def side_by_side(pages: list[Page]) -> Image.Image:
    """Return what both show now."""
    shots = [Image.open(BytesIO(page.screenshot())).convert("RGB") for page in pages]
    whole = Image.new("RGB", (2 * SIZE["width"] + GAP, SIZE["height"]), BACKDROP)
    for number, shot in enumerate(shots):
        whole.paste(shot, (number * (SIZE["width"] + GAP), 0))
    return whole
