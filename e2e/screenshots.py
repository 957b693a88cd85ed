"""Pictures of the main pages for docs/screenshots: a demo shop of its own, two widths, light and dark."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Literal, TypeAlias

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from e2e.launching import launch_options
from e2e.ordering import fill_in, number_on
from e2e.shop_server import ShopServer
from e2e.shopping import connection

Scheme: TypeAlias = Literal["light", "dark"]
FOLDER = Path(__file__).parent.parent / "docs" / "screenshots"
SIZES = ((390, 844), (1440, 900))
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
COLOURS = 256
KETTLE, LAMP = "/products/halm-kettle-14-l/", "/products/ember-portable-lamp/"


def main() -> None:
    """Take every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demo_shop() as shop, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options(playwright.chromium))
        for size in SIZES:
            for scheme in SCHEMES:
                page = open_page(browser, shop, size, scheme)
                photograph(page, f"{size[0]}-{scheme}")
                page.context.close()
        browser.close()


@contextmanager
def demo_shop() -> Iterator[ShopServer]:
    """Run a fresh shop with nothing but the demo catalogue."""
    with tempfile.TemporaryDirectory(prefix="fastshop-screenshots-") as folder:
        shop = ShopServer(Path(folder))
        shop.solo.prepare_data()
        shop.start()
        try:
            yield shop
        finally:
            shop.stop()


def open_page(browser: Browser, shop: ShopServer, size: tuple[int, int], scheme: Scheme) -> Page:
    """Open a browser of that size in that colour scheme."""
    context = browser.new_context(
        base_url=shop.url,
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        reduced_motion="reduce",
        locale="en-GB",
    )
    return context.new_page()


def photograph(page: Page, kind: str) -> None:
    """Walk through the shop and keep a picture of each page."""
    for name, path in (("home", "/"), ("category", "/products/?category=kitchen"), ("product", KETTLE)):
        page.goto(path)
        keep(page, f"{name}-{kind}")
    for path in (KETTLE, LAMP):
        page.goto(path)
        page.get_by_role("article").first.get_by_role("button", name="Add to cart").click()
        expect(page.get_by_role("status").filter(has_text="Added to your cart")).to_be_visible()
    page.goto("/cart/")
    keep(page, f"cart-{kind}", whole=True)
    page.goto("/checkout/")
    fill_in(page, "ada@fastshop.example")
    keep(page, f"checkout-{kind}", whole=True)
    page.get_by_role("button", name="Place order").click()
    number_on(page)
    keep(page, f"order-{kind}", whole=True)


def keep(page: Page, name: str, *, whole: bool = False) -> None:
    """Write what the page shows once it is live and its pictures are there; `whole` goes below the fold."""
    expect(connection(page)).to_have_attribute("data-state", "live")
    page.wait_for_load_state("networkidle")
    page.evaluate("() => { document.activeElement.blur(); return document.fonts.ready; }")
    shot = Image.open(BytesIO(page.screenshot(full_page=whole))).convert("RGB")
    target = FOLDER / f"{name}.png"
    # Dithered with a palette of its own, a picture is half as large and still looks the same.
    shot.quantize(palette=shot.quantize(COLOURS, kmeans=2)).save(target, optimize=True)
    print(f"{target.name}: {target.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
