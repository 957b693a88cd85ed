"""Pictures of every page in every state for docs/screenshots, at three widths, light and dark; one moves."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from e2e.filling import fill
from e2e.launching import launch_options
from e2e.moving_picture import film
from e2e.shop_server import ShopServer
from e2e.sights.visitor import Scheme, Visitor, shine, stock
from e2e.sights.walks import WALKS

FOLDER = Path(__file__).parent.parent / "docs" / "screenshots"
# Width and height of the window, and how far down the picture goes.
SIZES = ((390, 844, 1500), (768, 1024, 1300), (1440, 900, 1200))
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
QUALITY = 45
PATIENCE = 20_000  # ms
READY = """async () => {
  document.activeElement?.matches("[aria-expanded=true]") || document.activeElement?.blur();
  for (const image of document.images) image.loading = "eager";
  const decoded = [...document.images].map((image) => image.decode().catch(() => {}));
  await Promise.all([document.fonts.ready, ...decoded]);
}"""


def main() -> None:
    """Take every picture anew."""
    expect.set_options(timeout=PATIENCE)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    with demo_shop() as shop, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options(playwright.chromium))
        film(lambda: visitor(browser, shop), FOLDER / "selling-out.webp")
        for walk in WALKS.values():
            context = visitor(browser, shop)
            page = context.new_page()
            for name in walk(Visitor(shop, page, lambda: visitor(browser, shop))):
                photograph(page, name)
            context.close()
        browser.close()
    taken = [file.stat().st_size for file in FOLDER.iterdir()]
    print(f"{len(taken)} pictures, {sum(taken) / 1e6:.1f} MB")


@contextmanager
def demo_shop() -> Iterator[ShopServer]:
    """Run a fresh shop with the demo catalogue and what the walks need besides."""
    with tempfile.TemporaryDirectory(prefix="fastshop-screenshots-") as folder:
        shop = ShopServer(Path(folder))
        fill(shop.solo)
        stock(shop)
        shop.start()
        try:
            yield shop
        finally:
            shop.stop()


def visitor(browser: Browser, shop: ShopServer) -> BrowserContext:
    """Open a browser in that shop, for somebody who likes it still."""
    return browser.new_context(base_url=shop.url, reduced_motion="reduce", locale="en-GB")


def photograph(page: Page, name: str) -> None:
    """Keep a picture of the open page at each width, light and dark; leave the page as it was."""
    before = page.viewport_size
    for width, height, depth in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            shine(page, scheme)
            page.evaluate(READY)
            shot = Image.open(BytesIO(page.screenshot(full_page=True)))
            seen = shot.crop((0, 0, width, min(shot.height, depth)))
            seen.save(FOLDER / f"{name}-{width}-{scheme}.webp", quality=QUALITY, method=4)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(before)


if __name__ == "__main__":
    main()
