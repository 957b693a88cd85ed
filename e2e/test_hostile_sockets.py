"""A client that talks to the live socket, or asks it for what was not signed, is shut out alone."""

import pytest
from playwright.sync_api import Page, expect

from e2e.page_problems import Opener
from e2e.shopping import address, badge, button, connection, open_live, put_in_cart

SPOKE = 4008
FORGED = 4003
TOO_BIG = 1009
# Opens a further socket from within the page, says one thing and returns the code it was closed with.
TALK = """(live, [path, word, times]) => new Promise((closed) => {
  const url = new URL(path ?? live.getAttribute("hx-ws:connect"), location.href);
  url.protocol = "ws:";
  const socket = new WebSocket(url);
  socket.onopen = () => word && socket.send(word.repeat(times));
  socket.onclose = ({ code }) => closed(code);
})"""


@pytest.fixture
def onlooker(new_context: Opener) -> Page:
    """Another shopper's open page."""
    page = new_context().new_page()
    open_live(page, address("Quiet Quilt"))
    return page


def test_talking_and_forging_close_that_socket_and_touch_nobody_else(
    page: Page, onlooker: Page, new_context: Opener
) -> None:
    open_live(page, address("Plain Plate"))
    before = onlooker.locator("main").inner_html()

    def talk(path: str | None, word: str | None = None, times: int = 1) -> int:
        return connection(page).evaluate(TALK, [path, word, times])

    assert talk(None, '{"watch": ["variant', 1) == SPOKE
    assert talk(None, "subscribe cart:1", 1) == SPOKE
    assert talk(None, "x", 1_000_000) in (SPOKE, TOO_BIG)
    assert talk("/ws/live/?watch=variant:1") == FORGED
    assert talk("/ws/live/") == FORGED

    expect(connection(page)).to_have_attribute("data-state", "live")
    expect(connection(onlooker)).to_have_attribute("data-state", "live")
    assert onlooker.locator("main").inner_html() == before
    put_in_cart(new_context().new_page(), "Quiet Quilt")
    expect(badge(onlooker, "Quiet Quilt")).to_contain_text("All in carts")
    expect(button(onlooker, "Quiet Quilt")).to_be_disabled()
