"""Who is led through the shop, and what these walks do again and again."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from playwright.sync_api import Locator, Page, expect

from e2e.page_problems import Opener
from e2e.shop_server import ShopServer

# What the demo catalogue has no example of: a hold that is soon over, and a thing that is sold no more.
SHELF = Path(__file__).with_name("shelf.csv")
# Colours that change may take their time: they begin to in the next frame.
SETTLED = """async () => {
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  const changing = document.getAnimations().filter((each) => each instanceof CSSTransition);
  await Promise.all(changing.map(({ finished }) => finished.catch(() => {})));
}"""

Scheme: TypeAlias = Literal["light", "dark"]


@dataclass(frozen=True)
class Visitor:
    """Somebody with a page of their own in a shop, and who opens a browser for somebody else."""

    shop: ShopServer
    page: Page
    opener: Opener

    def stranger(self) -> Page:
        """Return the page of somebody else."""
        return self.opener().new_page()


def stock(shop: ShopServer) -> None:
    """Put on the shelf what these walks look at besides the demo catalogue."""
    shop.manage("import_products", str(SHELF))


def buy_button(page: Page) -> Locator:
    """Return the button that buys the product whose page is open."""
    return page.get_by_role("article").first.locator("[id^=buy-]")


def shine(page: Page, scheme: Scheme) -> None:
    """Let the page be seen in a colour scheme; return once its colours are that scheme's."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate(SETTLED)


def take(page: Page, product: str, units: int = 1) -> None:
    """Put some of a product into the cart, on its page."""
    page.goto(f"/products/{product}/")
    if units > 1:
        page.get_by_label("Quantity").fill(str(units))
    buy_button(page).click()
    expect(page.get_by_role("status").filter(has_text="Added to your cart")).to_be_visible()
