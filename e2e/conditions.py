"""What a page keeps to under conditions that not everybody has, and how some of them are made."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route, expect

from e2e.shopping import connection, open_live

PATIENCE = 20_000  # a throttled processor on a machine that has other things to do
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 100_000, "uploadThroughput": 50_000}
A_BLINK = 10  # ms
LONGEST = """() => Math.max(...[...document.querySelectorAll("*")].flatMap((element) =>
  ["", "::before", "::after"].flatMap((part) => {
    const { transitionDuration, animationDuration } = getComputedStyle(element, part);
    return `${transitionDuration},${animationDuration}`.split(",").map((each) => parseFloat(each) * 1000);
  })))"""
# What is hidden from sight on purpose is a pixel wide.
CLIPPED = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const { overflowX, textOverflow, whiteSpace } = getComputedStyle(element);
  const cuts = ["hidden", "clip"].includes(overflowX) && element.clientWidth > 1;
  return cuts && element.innerText?.trim() && element.scrollWidth > element.clientWidth + 1;
}).map((element) => element.outerHTML.slice(0, 120))"""
LUMINANCE = """() => {
  const context = document.createElement("canvas").getContext("2d");
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}"""
ARROW = "element => getComputedStyle(element).appearance"  # the page's own is a background
EDGE = "element => parseFloat(getComputedStyle(element).borderTopWidth)"


def fits(page: Page) -> None:
    """Nothing has to be scrolled sideways."""
    assert page.locator("html").evaluate("html => html.scrollWidth <= html.clientWidth"), page.url


def is_whole(page: Page) -> None:
    """It fits, and no words are cut off."""
    fits(page)
    assert page.evaluate(CLIPPED) == []


def is_plain(page: Page) -> None:
    """No script has run, and nothing is said of a connection that was never tried."""
    expect(connection(page)).to_have_attribute("data-state", "connecting")
    expect(page.locator("#live-notice")).to_be_empty()


def is_still(page: Page) -> None:
    """Nothing moves for longer than a blink."""
    assert page.evaluate(LONGEST) <= A_BLINK


def is_dark(page: Page) -> None:
    """The page is dark, and knows it: so are the browser's own fields and bars."""
    assert page.evaluate(LUMINANCE) < 0.2
    assert "dark" in page.locator("html").evaluate("html => getComputedStyle(html).colorScheme")


def has_edges(page: Page) -> None:
    """Where all backgrounds are the same, a button still has an outline, and a choice list an arrow."""
    for shown in page.get_by_role("main").locator(".button:visible").all():
        assert shown.evaluate(EDGE) >= 1, shown
    for shown in page.locator("select:visible").all():
        assert shown.evaluate(ARROW) != "none", shown


def runs_from_right_to_left(page: Page) -> None:
    """The page starts at the right: the way to the cart is left of the shop's name."""
    is_whole(page)
    name, cart = (page.locator(one).bounding_box() for one in ("header .wordmark", "#cart-counter"))
    assert name["x"] > cart["x"]


def slowed_down(page: Page) -> None:
    """Give the page a poor telephone on a poor line."""
    tools = page.context.new_cdp_session(page)
    tools.send("Network.emulateNetworkConditions", SLOW)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 3})


@contextmanager
def says_that_it_waits(page: Page) -> Iterator[None]:
    """What was pressed shows that the answer is not there yet."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/cart/add/", hold)
    with page.expect_request("**/cart/add/"):
        yield
    expect(page.locator("[id^=buy-].htmx-request")).to_be_visible()
    waiting[0].continue_()


def loses_its_connection(page: Page) -> None:
    """Away and back: the page says that it has stopped following, and then no longer."""
    open_live(page, page.url)
    page.context.set_offline(True)
    expect(page.locator("#live-notice")).not_to_be_empty()
    page.context.set_offline(False)
    expect(connection(page)).to_have_attribute("data-state", "live", timeout=PATIENCE)
    expect(page.locator("#live-notice")).to_be_empty()
