"""What a shopper sees of a product and does with it, on whichever page it stands."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

# Playwright hears nothing of sockets in a Firefox over BiDi; the page itself does, everywhere.
NOTE_NEXT_SOCKET = """() => {
  const { dataset } = document.documentElement;
  delete dataset.socket;
  const note = () => { dataset.socket = "another"; };
  document.addEventListener("htmx:ws:before:connection", note, { once: true });
}"""


def address(name: str) -> str:
    """Return where the page of a product of shelf.csv is."""
    return f"/products/{name.lower().replace(' ', '-')}/"


def offer(page: Page, name: str) -> Locator:
    """Return the article about the product: its page's, its card on a list, its line in the cart."""
    return page.get_by_role("article").filter(has=page.get_by_role("heading", name=name, exact=True))


def button(page: Page, name: str) -> Locator:
    """Return the button that buys the product, whatever it says at the moment."""
    return offer(page, name).locator("[id^=buy-]")


def heart(page: Page, name: str) -> Locator:
    """Return the button that keeps the product on the wishlist."""
    return page.get_by_role("button", name=f"Keep {name} on my wishlist")


def badge(page: Page, name: str) -> Locator:
    """Return what the page says about the product's stock."""
    return offer(page, name).locator("[id^=stock-]")


def cart_link(page: Page) -> Locator:
    """Return the header's way to the cart, with the counter in it."""
    return page.get_by_role("banner").get_by_role("link", name="Cart")


def connection(page: Page) -> Locator:
    """Return the element that says in `data-state` whether the page follows the stock."""
    return page.locator("#live")


def open_live(page: Page, path: str) -> None:
    """Go to a page and return once its socket is open."""
    page.goto(path)
    expect(connection(page)).to_have_attribute("data-state", "live")


@contextmanager
def another_socket(page: Page) -> Iterator[None]:
    """Leave the block once the open page has tried to open one more socket than before."""
    page.evaluate(NOTE_NEXT_SOCKET)
    yield
    expect(page.locator("html")).to_have_attribute("data-socket", "another")


def take(page: Page, name: str) -> None:
    """Press the product's button on an open page; return once the shop has answered."""
    with page.expect_response("**/cart/add/"):
        button(page, name).click()


def put_in_cart(page: Page, name: str) -> None:
    """Go to the product's page and add one."""
    page.goto(address(name))
    button(page, name).click()
    expect(page.get_by_role("status").filter(has_text="Added to your cart")).to_be_visible()


def expect_focused(target: Locator) -> None:
    """Find the focus on it once its window is in front: in Firefox only one of all windows has it."""
    target.page.bring_to_front()
    expect(target).to_be_focused()
